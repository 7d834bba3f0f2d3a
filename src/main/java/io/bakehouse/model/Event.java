package io.bakehouse.model;

import java.time.Instant;
import java.util.Objects;

/**
 * An event on its way to the functions whose trigger names its type.
 *
 * @param id equal for every emission of the same fact, so that receivers can drop the second
 * @param notBefore earliest time of delivery, null for at once
 */
public record Event(EventType type, String id, Instant notBefore, EventData data) {
    public Event {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        if (!type.data().isInstance(data)) {
            throw new IllegalArgumentException(type.wire() + " does not carry " + data);
        }
    }

    /** An event that is told apart from others of its type and subject by the given parts. */
    public static Event of(EventType type, EventData data, Object... parts) {
        String[] all = new String[parts.length + 2];
        all[0] = type.wire();
        all[1] = data.subject();
        for (int i = 0; i < parts.length; i++) {
            all[i + 2] = String.valueOf(parts[i]);
        }
        return new Event(type, Ids.digest(all).substring(0, 32), null, data);
    }

    /** The same event, to be delivered no earlier than that. */
    public Event notBefore(Instant time) {
        return new Event(type, id, time, data);
    }
}
