package io.bakehouse.practice;

import java.time.Instant;

/**
 * The circumstances of one request.
 *
 * @param now when it arrived
 * @param asOf the time whose state a list shows: {@code now} unless the list is stale
 * @param longestPage how many entries a page may have
 * @param orphaning whether a snapshot request is to lose and leave its image behind
 */
public record Look(Instant now, Instant asOf, int longestPage, boolean orphaning) {
    /** Entries per page at most, as in most clouds. */
    public static final int PAGE = 1000;

    static Look of(Instant now, Fault fault) {
        return new Look(
                now,
                fault.kind() == Fault.Kind.STALE ? now.minus(fault.time()) : now,
                fault.kind() == Fault.Kind.SHORT_PAGE ? fault.count() : PAGE,
                fault.kind() == Fault.Kind.ORPHANED);
    }
}
