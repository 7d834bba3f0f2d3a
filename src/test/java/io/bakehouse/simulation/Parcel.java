package io.bakehouse.simulation;

import io.bakehouse.engine.Attempt;
import java.time.Instant;

/**
 * An event on the queue of one function.
 *
 * @param due when it may be delivered
 * @param order of two that are due at one time, the lower goes first
 * @param body the event as it lies on a queue
 * @param failures deliveries that ended in a failure
 * @param begun deliveries in the middle of which the process ended
 * @param round how often it was redriven
 */
record Parcel(Instant due, long order, String function, String id, String body, int failures, int begun, int round)
        implements Comparable<Parcel> {

    Attempt.Arrival arrival() {
        return new Attempt.Arrival(id, body, failures, begun + 1, round);
    }

    Parcel failed(Instant at, long next, int times) {
        return new Parcel(at, next, function, id, body, times, 0, round);
    }

    Parcel cut(Instant at, long next) {
        return new Parcel(at, next, function, id, body, failures, begun + 1, round);
    }

    Parcel redriven(Instant at, long next) {
        return new Parcel(at, next, function, id, body, 0, 0, round + 1);
    }

    @Override
    public int compareTo(Parcel other) {
        int byTime = due.compareTo(other.due);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
}
