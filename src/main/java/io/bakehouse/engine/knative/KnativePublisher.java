package io.bakehouse.engine.knative;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.Publisher;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Event;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives events to the broker, or to the keeper when they shall be delivered later. A broker takes one event at a time, so
 * of several some may be out when one is refused; whoever publishes them again publishes the same events. A broker knows
 * no turns either.
 */
final class KnativePublisher implements Publisher {
    private final FunctionTable table;
    private final Remote broker;
    private final KeeperClient keeper;
    private final InstantSource clock;
    private final Listeners listeners;

    KnativePublisher(
            FunctionTable table, Remote broker, KeeperClient keeper, InstantSource clock, Listeners listeners) {
        this.table = table;
        this.broker = broker;
        this.keeper = keeper;
        this.clock = clock;
        this.listeners = listeners;
    }

    @Override
    public void publish(List<Event> events, Turn turn) {
        send(events);
        events.forEach(event -> listeners.tell(listener -> listener.published(event)));
    }

    /** The same without a word to the listeners. */
    void send(List<Event> events) {
        Instant now = clock.instant();
        // All are written before the first goes out: one that is too large keeps back the others.
        List<byte[]> bodies = new ArrayList<>();
        for (Event event : events) {
            bodies.add(EventCodec.write(event, now));
        }
        for (int i = 0; i < events.size(); i++) {
            Instant due = due(events.get(i), now);
            if (due.isAfter(now)) {
                keeper.keep(KeptEvent.until(due, Engine.ALL, events.get(i).id(), bodies.get(i), 0, 0));
            } else {
                broker.post(Envelope.addressed(bodies.get(i), Engine.ALL, 0, 0));
            }
        }
    }

    /** The one event that there is, if it may go at once: it can travel in the answer to the delivery. */
    Optional<CloudEvent> reply(List<Event> events) {
        Instant now = clock.instant();
        if (events.size() != 1 || due(events.get(0), now).isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(Envelope.addressed(EventCodec.write(events.get(0), now), Engine.ALL, 0, 0));
    }

    /** All functions that wait for the type get it together, so the longest of their delays counts for all. */
    private Instant due(Event event, Instant now) {
        Duration delay = table.triggeredBy(event.type()).stream()
                .map(FunctionRow::delay)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Instant earliest = now.plus(delay);
        return event.notBefore() == null || event.notBefore().isBefore(earliest) ? earliest : event.notBefore();
    }
}
