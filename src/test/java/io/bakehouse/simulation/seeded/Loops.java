package io.bakehouse.simulation.seeded;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.CanaryStarted;
import io.bakehouse.model.EventData;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.model.SnapshotStarted;

/** Whoever looks again and again comes to an end. */
final class Loops {
    /** More than any deadline of a run has room for. */
    static final int MOST_LOOKS = 150;

    /** A rollout whose servers refuse to go asks them again every two seconds until its deadline, half an hour later. */
    private static final int MOST_LOOKS_AT_ROLLOUTS = 900;

    /** The sweep numbers its looks by the second. */
    private static final int FIRST_BY_TIME = 1_000_000_000;

    private Loops() {}

    static void check(EventData data) {
        int looks = looks(data);
        int most = data instanceof RolloutStarted ? MOST_LOOKS_AT_ROLLOUTS : MOST_LOOKS;
        // The sweep's look may go on as the line's own.
        if (looks > most && looks < FIRST_BY_TIME) {
            throw new Violation("there is no end of looking: " + data);
        }
    }

    /** How often it was looked at in the line that the event belongs to; the sweep's single looks are numbered by time. */
    private static int looks(EventData data) {
        if (data instanceof SnapshotStarted it) {
            return it.follow() ? it.look() : 0;
        }
        if (data instanceof BuilderStarted it) {
            return it.follow() ? it.look() : 0;
        }
        if (data instanceof CanaryStarted it) {
            return it.follow() ? it.look() : 0;
        }
        if (data instanceof BatchStarted it) {
            return it.follow() ? it.look() : 0;
        }
        return data instanceof RolloutStarted it && it.follow() ? it.look() : 0;
    }
}
