package io.bakehouse.outage;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for something that another process does, with a limit. */
final class Patience {
    /** Much longer than anything takes here, and short enough to see it fail. */
    static final Duration USUAL = Duration.ofSeconds(90);

    private static final long TICK_MS = 50;

    private Patience() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @param otherwise what to say when it does not in time
     */
    static void until(Duration limit, Callable<Boolean> condition, Supplier<String> otherwise) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + otherwise.get());
            }
            TimeUnit.MILLISECONDS.sleep(TICK_MS);
        }
    }
}
