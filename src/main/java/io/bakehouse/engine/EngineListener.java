package io.bakehouse.engine;

import io.bakehouse.model.Event;
import java.time.Duration;
import java.util.List;

/**
 * Hears what an engine does, in the thread that does it: be quick. Beans that implement this are found by themselves;
 * what they throw is logged and changes nothing.
 */
public interface EngineListener {
    /** The event is on disk for every function that it triggers. */
    default void published(Event event) {}

    /** The function is about to run. */
    default void delivered(String function, Event event) {}

    /** The function ran, and what it returned is on disk. */
    default void succeeded(String function, Event event, List<Event> next, Duration took) {}

    /** The function failed and will be tried again after the pause. */
    default void failed(String function, Event event, String reason, Duration pause) {}

    /** The function gave the event up. */
    default void deadLettered(String function, Event event, String reason) {}
}
