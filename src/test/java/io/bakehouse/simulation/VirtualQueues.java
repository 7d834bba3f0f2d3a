package io.bakehouse.simulation;

import io.bakehouse.platform.DeadLetter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** What an engine in memory would have on its disk. */
public final class VirtualQueues {
    /** An event that was given up. */
    record Dead(DeadLetter letter, Parcel parcel) {}

    final PriorityQueue<Parcel> waiting = new PriorityQueue<>();
    final List<Dead> dead = new ArrayList<>();
    /** Ids of all events that were ever published. */
    final Set<String> seen = new HashSet<>();

    private long order;

    long next() {
        return order++;
    }
}
