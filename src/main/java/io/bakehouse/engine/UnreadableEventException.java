package io.bakehouse.engine;

import java.util.Optional;

/** Something on a queue is no event that this version can read. */
public final class UnreadableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String id;

    UnreadableEventException(String id, String type, String reason, Throwable cause) {
        super(
                "the event" + (id == null ? "" : " " + id) + (type == null ? "" : " of type " + type)
                        + " cannot be read: " + reason,
                cause);
        this.id = id;
    }

    /** The event's id, if that much could be read. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }
}
