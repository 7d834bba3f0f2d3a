package io.bakehouse.platform;

import io.bakehouse.model.Event;

/** Where terminal events go beyond this bakery: an HTTP endpoint that takes CloudEvents, or nowhere. */
public interface EventSink {
    /**
     * Returns once the receiver has accepted the event, or at once when there is none.
     *
     * @throws IllegalStateException when the receiver did not accept it in time; the event may be sent again
     */
    void send(Event event);
}
