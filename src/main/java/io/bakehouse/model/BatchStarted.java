package io.bakehouse.model;

import java.time.Instant;

/**
 * A batch is booting and somebody should look at it.
 *
 * @param replaced how many servers that went to ERROR were replaced so far
 * @param failure why the batch is being given up, null while it is not
 * @param look how many looks were taken before this one, {@link #NOTICED} for one that a notification made
 * @param follow whether to look again if it is not finished; false for a single look that the sweep asked for
 */
public record BatchStarted(
        String family,
        String batch,
        String image,
        int count,
        Instant startedAt,
        Instant deadline,
        int replaced,
        String failure,
        int look,
        boolean follow)
        implements EventData {
    /** In the place of a number: only the batch's own looks know what was replaced and may delete or create. */
    public static final int NOTICED = -1;

    /** A single look, which may find that the batch is ready and leaves all else to the looks of the batch itself. */
    public static BatchStarted noticed(
            String family, String batch, String image, int count, Instant now, Instant deadline) {
        return new BatchStarted(family, batch, image, count, now, deadline, 0, null, NOTICED, false);
    }

    /** Whether a notification made it. */
    public boolean isNoticed() {
        return look == NOTICED;
    }

    /** The same batch, one look later. */
    public BatchStarted nextLook() {
        return new BatchStarted(family, batch, image, count, startedAt, deadline, replaced, failure, look + 1, follow);
    }

    /** The same batch, with that many more servers replaced. */
    public BatchStarted replacing(int more) {
        return new BatchStarted(
                family, batch, image, count, startedAt, deadline, replaced + more, failure, look, follow);
    }

    /** The same batch, about to be given up for this reason; it is followed to its end. */
    public BatchStarted failing(String reason) {
        return new BatchStarted(family, batch, image, count, startedAt, deadline, replaced, reason, look + 1, true);
    }

    /** The same batch, with the deadline that its first delivery set. */
    public BatchStarted until(Instant first) {
        return new BatchStarted(family, batch, image, count, startedAt, first, replaced, failure, look, follow);
    }

    @Override
    public String subject() {
        return batch;
    }
}
