package io.bakehouse.simulation.seeded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a run, as a hash always and as lines for people when they are wanted. */
final class Trace {
    private static final long PRIME = 0x100000001b3L;
    private static final int MOST_LINES = 100_000;

    private final boolean kept;
    private final List<String> lines = new ArrayList<>();
    private long hash = 0xcbf29ce484222325L;

    Trace(boolean kept) {
        this.kept = kept;
    }

    /** Something happened that two runs of one seed must agree on. */
    void add(Instant at, String what, String more) {
        mix(at.toEpochMilli());
        mix(what.hashCode());
        mix(more.hashCode());
        tell(at, () -> what + " " + more);
    }

    /** A line for people only. */
    void tell(Instant at, Supplier<String> line) {
        if (kept && lines.size() < MOST_LINES) {
            lines.add(at + " " + line.get());
        }
    }

    private void mix(long value) {
        hash = (hash ^ value) * PRIME;
        hash ^= hash >>> 29;
    }

    long hash() {
        return hash;
    }

    List<String> lines() {
        return lines;
    }
}
