package io.bakehouse.engine;

import java.util.Optional;

/** Something on a queue is no event that this version can read. */
public final class UnreadableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String id;
    private final boolean passing;

    UnreadableEventException(String id, String type, String reason, Throwable cause) {
        this(id, type, reason, false, cause);
    }

    private UnreadableEventException(String id, String type, String reason, boolean passing, Throwable cause) {
        super(
                "the event" + (id == null ? "" : " " + id) + (type == null ? "" : " of type " + type)
                        + " cannot be read: " + reason,
                cause);
        this.id = id;
        this.passing = passing;
    }

    /** A type that this version does not know: a newer one that shares the queue may. */
    static UnreadableEventException ofUnknownType(String id, String type, Throwable cause) {
        return new UnreadableEventException(id, type, "this version does not know that type", true, cause);
    }

    /** Whether another process may be able to read it, so that it is worth while to wait for one. */
    public boolean isPassing() {
        return passing;
    }

    /** The event's id, if that much could be read. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }
}
