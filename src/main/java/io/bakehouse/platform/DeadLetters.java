package io.bakehouse.platform;

import java.util.List;

/** The events that functions gave up. */
public interface DeadLetters {
    /**
     * Events that were given up, oldest first per function.
     *
     * @param limit at most so many in all
     */
    List<DeadLetter> deadLetters(int limit);

    /**
     * Delivers dead letters again, as if for the first time.
     *
     * @param function name of a function, or {@code all}
     * @param limit at most so many in all
     * @return how many
     */
    int redrive(String function, int limit);
}
