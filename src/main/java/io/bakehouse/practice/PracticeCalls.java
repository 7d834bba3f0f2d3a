package io.bakehouse.practice;

import java.util.Map;
import java.util.TreeMap;

/** How often each API request was made, by {@code METHOD service/path}: API calls are a budget. */
public final class PracticeCalls {
    private final Map<String, Long> counts = new TreeMap<>();

    /** Counts one more and says how many that makes. */
    synchronized long count(String call) {
        return counts.merge(call, 1L, Long::sum);
    }

    /** How often that request was made. */
    public synchronized long of(String call) {
        return counts.getOrDefault(call, 0L);
    }

    /** All requests together, authentication included. */
    public synchronized long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Every request that was made, with its count. */
    public synchronized Map<String, Long> all() {
        return Map.copyOf(counts);
    }

    /** Starts again from zero. */
    public synchronized void reset() {
        counts.clear();
    }
}
