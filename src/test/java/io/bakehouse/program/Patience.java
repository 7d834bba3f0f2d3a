package io.bakehouse.program;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what another thread or process does, with a limit. */
public final class Patience {
    /** Much longer than anything takes on a loaded machine, and short enough to see it fail. */
    public static final Duration USUAL = Duration.ofMinutes(3);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Patience() {}

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition<E extends Exception> {
        boolean holds() throws E;
    }

    /** Returns as soon as the condition holds. */
    public static <E extends Exception> void until(Condition<E> condition) throws E {
        until(USUAL, condition, () -> "still waiting");
    }

    /**
     * Returns as soon as the condition holds.
     *
     * @param otherwise what to say when it does not in time
     */
    public static <E extends Exception> void until(Duration limit, Condition<E> condition, Supplier<String> otherwise)
            throws E {
        until(limit, PAUSE, condition, otherwise);
    }

    /** The same with another pause between two looks. */
    public static <E extends Exception> void until(
            Duration limit, Duration pause, Condition<E> condition, Supplier<String> otherwise) throws E {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + otherwise.get());
            }
            rest(pause);
        }
    }

    private static void rest(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
