package io.bakehouse.platform;

import io.bakehouse.model.Event;

/** Somebody beyond this bakery who is told how things ended. */
@FunctionalInterface
public interface EventSink {
    /**
     * Returns once the receiver has accepted the event.
     *
     * @throws SinkException when the receiver did not accept it in time; the event may be sent again
     */
    void send(Event event);
}
