package io.bakehouse.engine.knative.keeper;

import io.bakehouse.engine.Endings;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.UnreadableEventException;
import io.bakehouse.engine.knative.Envelope;
import io.bakehouse.engine.knative.KeptEvent;
import io.bakehouse.engine.knative.Remote;
import io.bakehouse.engine.local.KeptEvents;
import io.bakehouse.engine.local.KeptEvents.Kept;
import io.bakehouse.model.Event;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Holds what waits and what was given up, and gives to the broker what is due. */
final class Keeper {
    private static final Logger LOG = Logger.getLogger(Keeper.class);

    private final KeptEvents store;
    private final FunctionTable table;
    private final Remote broker;
    private final InstantSource clock;

    Keeper(KeptEvents store, FunctionTable table, Remote broker, InstantSource clock) {
        this.store = store;
        this.table = table;
        this.clock = clock;
        this.broker = broker;
        store.start(this::forward);
    }

    /**
     * Keeps an event until its time; on disk when it returns.
     *
     * @throws IllegalArgumentException when it is for nobody
     */
    void keep(KeptEvent event) {
        requireKnown(event.to(), Engine.ALL::equals);
        Duration delay = Duration.between(clock.instant(), event.notBefore());
        store.keep(kept(event), delay.isNegative() ? Duration.ZERO : delay);
    }

    /** Publishes an event: it goes to the broker as soon as that takes it. */
    void publish(Event event) {
        Instant now = clock.instant();
        Duration ahead = event.notBefore() == null ? Duration.ZERO : Duration.between(now, event.notBefore());
        store.keep(fresh(event, now), ahead.isNegative() ? Duration.ZERO : ahead);
    }

    /**
     * Keeps a dead letter, and with it the terminal event that tells of it.
     *
     * @throws IllegalArgumentException when it is of nobody
     */
    void bury(KeptEvent dead) {
        requireKnown(dead.to(), none -> false);
        Instant now = clock.instant();
        List<Kept> ending =
                ending(dead, now).stream().map(event -> fresh(event, now)).toList();
        store.bury(kept(dead), dead.reason(), ending);
    }

    /** Keeps what a broker has tried in vain; the reason is what Knative says of it. */
    void undelivered(String function, CloudEvent event) {
        String answer = Envelope.text(event, "knativeerrorcode")
                .map(code -> "the last answer was " + code)
                .orElse("there was no answer");
        String reason = function + " was given up by the broker: " + answer;
        LOG.warnf("dead letter: %s %s: %s", event.getType(), event.getId(), reason);
        bury(KeptEvent.dead(
                function,
                event.getId(),
                Envelope.plain(event),
                Envelope.failures(event),
                Envelope.round(event),
                reason));
    }

    private void forward(Kept kept) {
        CloudEvent event;
        try {
            event = Envelope.addressed(
                    kept.body().getBytes(StandardCharsets.UTF_8), kept.to(), kept.failures(), kept.round());
        } catch (IllegalArgumentException e) {
            // Somebody redrove what nobody could read; no broker would take it.
            String reason = kept.to() + ": it is no CloudEvent and cannot be delivered again";
            byte[] body = kept.body().getBytes(StandardCharsets.UTF_8);
            bury(KeptEvent.dead(kept.to(), kept.id(), body, kept.failures(), kept.round(), reason));
            return;
        }
        broker.post(event);
    }

    private Optional<Event> ending(KeptEvent dead, Instant now) {
        try {
            Event event = EventCodec.read(dead.body().getBytes(StandardCharsets.UTF_8));
            return Endings.of(dead.to(), event, dead.reason(), dead.round(), now);
        } catch (UnreadableEventException e) {
            return Optional.of(Endings.unreadable(dead.to(), dead.id(), dead.reason(), dead.round(), now));
        }
    }

    private static Kept kept(KeptEvent event) {
        return new Kept(event.to(), event.id(), event.body(), event.failures(), event.round());
    }

    private static Kept fresh(Event event, Instant now) {
        String body = new String(EventCodec.write(event, now), StandardCharsets.UTF_8);
        return new Kept(Engine.ALL, event.id(), body, 0, 0);
    }

    private void requireKnown(String name, Predicate<String> also) {
        boolean known = table.queued().stream().anyMatch(row -> row.name().equals(name));
        if (!known && !also.test(name)) {
            throw new IllegalArgumentException("functions.yaml has no function '" + name + "' with events");
        }
    }
}
