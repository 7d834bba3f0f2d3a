package io.bakehouse.openstack.jclouds;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether to send a request that failed once more. Only what changes nothing is repeated: a repeated {@code POST} may
 * boot everything twice.
 */
final class Repetition {
    private static final int MOST = 2;
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    /** A cloud that asks for more than this is left to the queue, which can wait without holding a thread. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private Repetition() {}

    /**
     * The wait before sending the request again, or empty to give up.
     *
     * @param status of the answer, 0 when there was none
     * @param repeats how often it was repeated already
     * @param left time that the whole call may still take
     */
    static Optional<Duration> waitBefore(
            boolean repeatable, int status, int repeats, Optional<Duration> retryAfter, Duration left) {
        if (!repeatable || repeats >= MOST || (status > 0 && status < 500)) {
            return Optional.empty();
        }
        Duration backOff = FIRST_WAIT.multipliedBy(1L << repeats);
        Duration wait = retryAfter.filter(asked -> asked.compareTo(backOff) > 0).orElse(backOff);
        return wait.compareTo(LONGEST_WAIT) <= 0 && wait.compareTo(left) < 0 ? Optional.of(wait) : Optional.empty();
    }
}
