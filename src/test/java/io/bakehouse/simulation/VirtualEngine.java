package io.bakehouse.simulation;

import io.bakehouse.engine.Delivery;
import io.bakehouse.engine.Endings;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Publisher;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** An engine without threads on virtual time: the next due event is delivered, in one fixed order. */
public final class VirtualEngine implements Publisher {
    private record Due(Instant at, long order, String function, Event event, int deliveries) {}

    private final VirtualClock clock;
    private final FunctionTable table;
    private final FunctionInvocation functions;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private final Set<String> seen = new HashSet<>();
    private final List<Event> published = new ArrayList<>();
    private final List<String> deadLetters = new ArrayList<>();
    private long order;

    public VirtualEngine(VirtualClock clock, FunctionTable table, FunctionInvocation functions) {
        this.clock = clock;
        this.table = table;
        this.functions = functions;
    }

    @Override
    public void publish(List<Event> events, Turn turn) {
        for (Event event : events) {
            if (!seen.add(event.id())) {
                continue;
            }
            published.add(event);
            Instant at = event.notBefore() == null ? clock.instant() : event.notBefore();
            for (FunctionRow row : table.triggeredBy(event.type())) {
                queue.add(new Due(at.plus(row.delay()), order++, row.name(), event, 1));
            }
        }
    }

    /** Delivers everything that is due within that time. */
    public void runFor(Duration time) {
        Instant end = clock.instant().plus(time);
        while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
            Due due = queue.poll();
            clock.advanceTo(due.at());
            deliver(due);
        }
        clock.advanceTo(end);
    }

    /** Delivers until nothing is queued any more; fails when that takes longer than the limit. */
    public void runUntilQuiet(Duration limit) {
        Instant end = clock.instant().plus(limit);
        while (!queue.isEmpty()) {
            if (queue.peek().at().isAfter(end)) {
                throw new AssertionError("after " + limit + " there still is " + queue.peek());
            }
            runNext();
        }
    }

    /** Forgets all events of that type that are on their way. */
    public void lose(EventType type) {
        queue.removeIf(due -> due.event().type() == type);
    }

    /** Delivers the next event, however far in the future. */
    public void runNext() {
        Due due = queue.remove();
        clock.advanceTo(due.at());
        deliver(due);
    }

    private void deliver(Due due) {
        try {
            publish(functions.invoke(due.function(), due.event().data()));
        } catch (Exception e) {
            Delivery next = Delivery.after(table.row(due.function()), due.deliveries(), e);
            next.<Object>fold(retry -> again(due, retry.pause()), dead -> giveUp(due, dead.reason()));
        }
    }

    private boolean again(Due due, Duration pause) {
        Instant at = clock.instant().plus(pause);
        return queue.add(new Due(at, order++, due.function(), due.event(), due.deliveries() + 1));
    }

    private boolean giveUp(Due due, String reason) {
        deadLetters.add(due.function() + ": " + reason);
        Endings.of(due.function(), due.event(), reason, 0, clock.instant()).ifPresent(end -> publish(List.of(end)));
        return true;
    }

    /** Every event that was published, once, in order. */
    public List<Event> published() {
        return List.copyOf(published);
    }

    /** The events of that type, in order. */
    public List<Event> published(EventType type) {
        return published.stream().filter(event -> event.type() == type).toList();
    }

    /** What was given up, and why. */
    public List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }
}
