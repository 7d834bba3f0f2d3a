package io.bakehouse.engine;

/** One way to move events. The setting {@code bakehouse.engine} says which of those in the program is used. */
public interface EngineStarter {
    /** What the setting calls it. */
    String name();

    /**
     * Starts the engine; what it takes may run at once.
     *
     * @throws io.bakehouse.platform.StartFailure when something is wrong that people can mend
     */
    Engine start(FunctionTable table, FunctionInvocation functions, Listeners listeners);
}
