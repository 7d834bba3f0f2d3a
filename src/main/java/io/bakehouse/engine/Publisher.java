package io.bakehouse.engine;

import io.bakehouse.model.Event;
import java.util.List;

/** Puts events on the queues of the functions whose trigger names their type. */
public interface Publisher {
    /**
     * Returns only once every event is on disk; all of them or none.
     *
     * @throws QueueUnavailableException when the queue did not take them
     */
    default void publish(List<Event> events) {
        publish(events, Turn.USUAL);
    }

    /**
     * The same for events of a sender that may have sent too many.
     *
     * @param turn when the events are delivered, compared with others that wait; an engine that cannot tell ignores it
     */
    void publish(List<Event> events, Turn turn);
}
