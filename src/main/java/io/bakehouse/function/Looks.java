package io.bakehouse.function;

import java.time.Duration;
import java.time.Instant;

/**
 * When to look next at something that takes its time. Each look costs an API call, each second too late costs the user a
 * second: with an estimate we look shortly before it, just behind it and then often, and half as often once it was wrong;
 * without one the waits double.
 */
final class Looks {
    /** Assumed when neither the recipe nor an earlier bake says how long it takes. */
    static final Duration UNKNOWN = Duration.ofMinutes(2);

    private static final Duration PATIENT = Duration.ofMinutes(15);
    private static final Duration BOOT = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** Looks of many bakes fall on the same instants, so that one list call can serve all of them. */
    private static final Duration GRID = Duration.ofSeconds(5);

    private Looks() {}

    /** The first look at something that was started at that time. */
    static Instant first(Instant startedAt, Integer expectedSeconds) {
        Duration expected = expectedSeconds == null ? UNKNOWN : Duration.ofSeconds(expectedSeconds);
        Duration wait = bounded(expected.multipliedBy(4).dividedBy(5));
        return onGrid(startedAt.plus(wait), wait);
    }

    /** The first look at a server whose config run is awaited: by then it has booted or failed to. */
    static Instant afterBoot(Instant startedAt) {
        return onGrid(startedAt.plus(BOOT), BOOT);
    }

    /**
     * The look after one at a server that will report by itself: only a server that died in silence is found by looking,
     * so the waits grow fast.
     */
    static Instant patient(Instant startedAt, Instant now, Instant deadline) {
        Duration step = Duration.between(startedAt, now).multipliedBy(6);
        step = step.compareTo(BOOT) < 0 ? BOOT : step.compareTo(PATIENT) > 0 ? PATIENT : step;
        Instant next = onGrid(now.plus(step), step);
        return next.isAfter(deadline) && now.isBefore(deadline) ? deadline : next;
    }

    /** The look after one that was taken now and found it unfinished; never later than the deadline. */
    static Instant next(Instant startedAt, Integer expectedSeconds, Instant now, Instant deadline) {
        Duration step = bounded(step(Duration.between(startedAt, now), expectedSeconds));
        Instant next = onGrid(now.plus(step), step);
        return next.isAfter(deadline) && now.isBefore(deadline) ? deadline : next;
    }

    /**
     * How long something took, for the estimate of the next one. Glance cuts its times to whole seconds, so the fraction
     * counts as a second; but it cannot have ended after we saw the end, whatever Glance's clock shows.
     */
    static int seconds(Instant startedAt, Instant endedAtCut, Instant seenAt) {
        long glance = Duration.between(startedAt, endedAtCut).toMillis();
        long ours = Duration.between(startedAt, seenAt).toMillis();
        return (int) Math.max(1, (Math.min(glance, ours) + 999) / 1000);
    }

    /** To just behind the estimate; from there on a part of the time that has passed, more of it once that was wrong. */
    private static Duration step(Duration elapsed, Integer expectedSeconds) {
        if (expectedSeconds == null) {
            return elapsed;
        }
        Duration expected = Duration.ofSeconds(expectedSeconds);
        if (elapsed.compareTo(expected) < 0) {
            return expected.plus(expected.dividedBy(50)).minus(elapsed);
        }
        boolean near = elapsed.multipliedBy(2).compareTo(expected.multipliedBy(3)) <= 0;
        return elapsed.multipliedBy(near ? 15 : 30).dividedBy(100);
    }

    private static Instant onGrid(Instant time, Duration step) {
        if (step.compareTo(GRID) < 0) {
            return time;
        }
        long grid = GRID.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli() + grid - 1, grid) * grid);
    }

    private static Duration bounded(Duration step) {
        if (step.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return step.compareTo(LONGEST) > 0 ? LONGEST : step;
    }
}
