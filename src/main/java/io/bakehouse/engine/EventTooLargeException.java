package io.bakehouse.engine;

import io.bakehouse.model.Event;

/** An event is larger than any queue has to carry; nothing was published. */
public final class EventTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventTooLargeException(Event event, int bytes) {
        super("a " + event.type().wire() + " event of " + bytes + " bytes is too large, the limit is "
                + EventCodec.LARGEST + " bytes");
    }
}
