package io.bakehouse.function;

import io.bakehouse.model.Event;
import java.util.List;
import java.util.Map;

/**
 * What the sender of a webhook is to be told once the events are on disk.
 *
 * @param status HTTP status
 * @param words what follows from each report of the message, in words; for a problem, its detail
 * @param events what to publish first; empty when nothing follows
 * @param headers of the answer, beside the usual ones
 * @param body whether the sender can read an answer; some take only an empty one for success
 */
public record Receipt(int status, List<String> words, List<Event> events, Map<String, String> headers, boolean body) {
    public Receipt {
        words = List.copyOf(words);
        events = List.copyOf(events);
        headers = Map.copyOf(headers);
    }

    /** A request that cannot be accepted as it is. */
    static Receipt problem(int status, String detail) {
        return new Receipt(status, List.of(detail), List.of(), Map.of(), true);
    }

    /** Whether the request is refused. */
    public boolean isProblem() {
        return status >= 400;
    }
}
