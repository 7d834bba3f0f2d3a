package io.bakehouse.practice;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** What is going to happen by itself and when. Nothing happens until somebody looks: there is no thread and no timer. */
final class Agenda {
    private record Entry(Instant at, long order, Consumer<Instant> act) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
    private long order;

    /** Lets {@code act} happen at that time; it is told the time it was planned for, not that of the look. */
    void at(Instant time, Consumer<Instant> act) {
        entries.add(new Entry(time, order++, act));
    }

    /** Lets everything happen that is due, in order; what follows from it too, when that is due as well. */
    void advance(Instant now) {
        while (!entries.isEmpty() && !entries.peek().at().isAfter(now)) {
            Entry entry = entries.remove();
            entry.act().accept(entry.at());
        }
    }
}
