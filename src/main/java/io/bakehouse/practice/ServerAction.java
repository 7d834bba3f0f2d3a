package io.bakehouse.practice;

import java.time.Instant;

/**
 * One entry of a server's {@code os-instance-actions}.
 *
 * @param event what the compute service calls it
 * @param finishedAt null while it runs
 * @param failed whether it ended with an error
 */
public record ServerAction(
        String action, String requestId, String event, Instant startedAt, Instant finishedAt, boolean failed) {

    ServerAction finish(boolean failure, Instant now) {
        return new ServerAction(action, requestId, event, startedAt, now, failure);
    }

    /** Nova says no more than this; details are for administrators. */
    public String message() {
        return failed ? "Error" : null;
    }
}
