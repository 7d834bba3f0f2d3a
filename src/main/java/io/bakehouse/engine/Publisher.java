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
    void publish(List<Event> events);
}
