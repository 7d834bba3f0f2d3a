package io.bakehouse.engine.sinks;

import io.bakehouse.model.Event;
import java.time.Instant;
import java.util.Map;

/** How one kind of receiver wants to be told. */
@FunctionalInterface
interface SinkMessage {
    /** What is posted. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared and never changed.
    record Post(byte[] body, Map<String, String> headers) {}

    /**
     * The message about that event.
     *
     * @param now the time of sending
     */
    Post of(Event event, Instant now);
}
