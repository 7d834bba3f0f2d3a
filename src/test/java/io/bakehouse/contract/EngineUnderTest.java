package io.bakehouse.contract;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionTable;

/** An engine for the contract to run on; each test has storage of its own. */
public interface EngineUnderTest {
    /** Starts the engine, again on the same storage when a test stops and starts it. */
    Engine start(FunctionTable table, Bench bench);

    /** Whether its queues drop an event that they have had before; without that, functions see every duplicate. */
    default boolean remembersEvents() {
        return true;
    }

    /**
     * Starts a process that publishes {@link Bench#configRun} events numbered from 0 on this test's storage and prints
     * each number once it is accepted, until it is killed. Nothing has been started on that storage yet.
     */
    Process startPublishing() throws Exception;
}
