package io.bakehouse.model;

import java.time.Instant;

/**
 * A snapshot is under way and somebody should look at it.
 *
 * @param image id that Nova gave it
 * @param startedAt when Nova accepted it
 * @param deadline when to give it up
 * @param expectedSeconds how long the family's last one took, null when nothing is known
 * @param look how many looks were taken before this one
 * @param follow whether to look again if it is not finished; false for a single look that the sweep asked for
 */
public record SnapshotStarted(
        String family,
        String bake,
        String image,
        String server,
        Instant startedAt,
        Instant deadline,
        Integer expectedSeconds,
        int look,
        boolean follow)
        implements EventData {

    /** The same snapshot, one look later. */
    public SnapshotStarted nextLook() {
        return new SnapshotStarted(family, bake, image, server, startedAt, deadline, expectedSeconds, look + 1, follow);
    }

    @Override
    public String subject() {
        return bake;
    }
}
