package io.bakehouse.view;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import java.time.Instant;

/**
 * When what happened; null for what has not.
 *
 * @param verified when somebody was asked to approve it; null as well where nobody has to
 */
public record Timeline(
        Instant requested,
        Instant snapshotStarted,
        Instant ready,
        Instant verified,
        Instant promoted,
        Instant ended,
        Instant deadline) {

    /** From the object's marks, each of which people may have edited. */
    static Timeline of(Image object) {
        return new Timeline(
                time(object, Marks.REQUESTED_AT),
                time(object, Marks.STARTED_AT),
                time(object, Marks.READY_AT),
                time(object, Marks.VERIFIED_AT),
                time(object, Marks.PROMOTED_AT),
                time(object, Marks.ENDED_AT),
                time(object, Marks.DEADLINE));
    }

    static Instant time(Image object, String mark) {
        return object.time(mark).orElse(null);
    }

    static Integer number(Image object, String mark) {
        return object.number(mark).orElse(null);
    }
}
