package io.bakehouse.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when somebody says so. */
public final class VirtualClock implements InstantSource {
    private volatile Instant now;

    /** Starts on a day like any other. */
    public VirtualClock() {
        this(Instant.parse("2026-03-01T10:00:00Z"));
    }

    public VirtualClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves on to that time; never back. */
    public synchronized void advanceTo(Instant time) {
        if (time.isAfter(now)) {
            now = time;
        }
    }

    /** Moves on by that much. */
    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    /** Moves on by so many seconds. */
    public void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }
}
