package io.bakehouse.simulation.seeded;

import java.util.Comparator;
import java.util.List;

/**
 * Seeds prove something only about what they have seen: every trouble in every step where it can strike, and every variant of
 * every decision, each of them so often that it met with others.
 */
final class Gate {
    /** So many seeds, or a multiple, have to see everything. */
    static final long SEEDS = 10_000;

    /** So often each of that many seeds. */
    private static final long LEAST = Long.getLong("least", 100);

    private Gate() {}

    /** A trouble in a step, or a variant of a decision, and how often it was seen. */
    record Seen(String what, long times) {
        @Override
        public String toString() {
            return what + " " + times + " times";
        }
    }

    /** Those that so many seeds have seen too seldom, the least seen first. */
    static List<Seen> seldom(List<Seen> cells, long seeds) {
        long least = LEAST * (seeds / SEEDS);
        return lowest(cells, cells.size()).stream()
                .filter(cell -> cell.times() < least)
                .toList();
    }

    /** So many of those that were seen least. */
    static List<Seen> lowest(List<Seen> cells, int most) {
        return cells.stream()
                .sorted(Comparator.comparingLong(Seen::times).thenComparing(Seen::what))
                .limit(most)
                .toList();
    }
}
