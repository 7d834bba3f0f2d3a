package io.bakehouse.model;

import java.time.Duration;

/**
 * How a family's servers are replaced by servers of another image.
 *
 * @param maxSurge how many servers more than wanted there may be in between
 * @param maxUnavailable how many servers fewer than wanted may be healthy in between
 * @param deadline how long one wave may take until its servers are healthy
 */
public record Rollout(int maxSurge, int maxUnavailable, Duration deadline) {
    /** One more at a time, and never one too few. */
    public static final Rollout CAREFUL = new Rollout(1, 0, Duration.ofMinutes(15));
}
