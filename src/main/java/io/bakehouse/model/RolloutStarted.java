package io.bakehouse.model;

import java.time.Instant;

/**
 * A rollout is under way and somebody should look at it.
 *
 * @param count how many servers there are in the end, all of the image
 * @param surge how many more there may be in between: the recipe's number, or fewer where the quota has no room
 * @param deadline when to give it up as a whole
 * @param wave number of the last wave of new servers that was asked for, 0 for none
 * @param waveStartedAt when the last servers were asked for or deleted
 * @param waveDeadline when to give those up
 * @param note what people should know of it in the end, null for nothing
 * @param failure why the rollout is being given up, null while it is not
 * @param look how many looks were taken before this one
 * @param follow whether to look again if there is nothing to do; false for a look that the sweep asked for
 */
public record RolloutStarted(
        String family,
        String rollout,
        String image,
        int count,
        int surge,
        Instant startedAt,
        Instant deadline,
        int wave,
        Instant waveStartedAt,
        Instant waveDeadline,
        String note,
        String failure,
        int look,
        boolean follow)
        implements EventData {

    /** The same rollout, one look later. */
    public RolloutStarted nextLook() {
        return new RolloutStarted(
                family,
                rollout,
                image,
                count,
                surge,
                startedAt,
                deadline,
                wave,
                waveStartedAt,
                waveDeadline,
                note,
                failure,
                look + 1,
                follow);
    }

    /** The same rollout in that wave, which began now. */
    public RolloutStarted inWave(int number, Instant now, Instant until) {
        return new RolloutStarted(
                family, rollout, image, count, surge, startedAt, deadline, number, now, until, note, failure, look,
                follow);
    }

    /** The same rollout with that surge, and the reason for it. */
    public RolloutStarted surging(int servers, String why) {
        return new RolloutStarted(
                family,
                rollout,
                image,
                count,
                servers,
                startedAt,
                deadline,
                wave,
                waveStartedAt,
                waveDeadline,
                why,
                failure,
                look,
                follow);
    }

    /** The same rollout, about to be given up for this reason; it is followed to its end. */
    public RolloutStarted failing(String reason, Instant now) {
        return new RolloutStarted(
                family, rollout, image, count, surge, startedAt, deadline, wave, now, now, note, reason, look, true);
    }

    @Override
    public String subject() {
        return rollout;
    }
}
