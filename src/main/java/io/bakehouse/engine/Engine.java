package io.bakehouse.engine;

import io.bakehouse.platform.DeadLetters;

/** What moves events between functions: everything that a running engine can be asked for. */
public interface Engine extends Publisher, DeadLetters, AutoCloseable {
    /** Stands for every function where the name of one is asked for. */
    String ALL = "all";

    /** Stops taking events, lets running functions finish within a limit, and returns when all is on disk. */
    @Override
    void close();
}
