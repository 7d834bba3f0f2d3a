package io.bakehouse.engine;

import io.bakehouse.platform.DeadLetters;
import java.util.OptionalLong;

/** What moves events between functions: everything that a running engine can be asked for. */
public interface Engine extends Publisher, DeadLetters, AutoCloseable {
    /** Stands for every function where the name of one is asked for. */
    String ALL = "all";

    /** Why no events are accepted just now, in words; empty while they are. */
    default String trouble() {
        return "";
    }

    /** Events on their way to the function, those that wait for their time among them; empty where nobody counts. */
    default OptionalLong depth(String function) {
        return OptionalLong.empty();
    }

    /** Events that the function gave up; empty where nobody counts. */
    default OptionalLong dead(String function) {
        return OptionalLong.empty();
    }

    /** Stops taking events, lets running functions finish within a limit, and returns when all is on disk. */
    @Override
    void close();
}
