package io.bakehouse.simulation;

import io.bakehouse.model.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What may happen to events on their way; nothing, unless somebody says otherwise. */
public interface Post {
    /** Every event comes once, at its time. */
    Post FAITHFUL = new Post() {};

    /** The event is on the queues from now on, in this form. */
    default void published(String body) {}

    /** How much later each copy of the event comes to the function; none when it is lost. */
    default List<Duration> copies(String function, Event event) {
        return List.of(Duration.ZERO);
    }

    /** After which time an event comes again although all that followed from it is on the queues; empty for never. */
    default Optional<Duration> unacknowledged(String function) {
        return Optional.empty();
    }

    /** The function has run, and what it returned is not on the queues yet; may end the process. */
    default void beforePublishing(String function) {}

    /** What it returned is on the queues; may end the process. */
    default void afterPublishing(String function) {}
}
