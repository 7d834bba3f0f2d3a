package io.bakehouse.engine.http;

import io.bakehouse.engine.Turn;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** How much each sender has had accepted of late, so that one that floods us waits behind the others. */
@Singleton
public class SenderLoad {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final InstantSource clock;

    /** Only ever senders that we know, so there are few. */
    private final Map<String, Window> windows = new HashMap<>();

    public SenderLoad(InstantSource clock) {
        this.clock = clock;
    }

    private record Window(Instant begin, int before, int events) {
        /** In this window, and in the part of the last one that is less than a window ago. */
        int recent(Instant now) {
            double elapsed = Duration.between(begin, now).toMillis() / (double) WINDOW.toMillis();
            return events + (int) (before * Math.max(0, 1 - elapsed));
        }

        Window at(Instant now) {
            Duration age = Duration.between(begin, now);
            if (age.compareTo(WINDOW) < 0) {
                return this;
            }
            return new Window(now, age.compareTo(WINDOW.multipliedBy(2)) < 0 ? events : 0, 0);
        }
    }

    /** Counts the events and says when it is their turn. */
    Turn next(String sender, int events) {
        Instant now = clock.instant();
        synchronized (windows) {
            Window window = windows.getOrDefault(sender, new Window(now, 0, 0)).at(now);
            Window counted = new Window(window.begin(), window.before(), window.events() + events);
            windows.put(sender, counted);
            return Turn.after(counted.recent(now));
        }
    }
}
