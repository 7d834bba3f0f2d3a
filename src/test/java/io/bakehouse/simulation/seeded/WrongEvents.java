package io.bakehouse.simulation.seeded;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.CanaryStarted;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.EventType;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.SnapshotStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a {@link Bug} publishes instead. */
final class WrongEvents {
    private static final Duration FAR = Duration.ofDays(99);

    private WrongEvents() {}

    private static UnaryOperator<List<Event>> each(UnaryOperator<Event> change) {
        return events -> events.stream().map(change).toList();
    }

    private static Event with(Event event, EventData data) {
        return new Event(event.type(), event.id(), event.notBefore(), data);
    }

    static UnaryOperator<List<Event>> without(EventType type) {
        return events -> events.stream().filter(event -> event.type() != type).toList();
    }

    /** An image is verified as soon as its canary was asked for. */
    static UnaryOperator<List<Event>> unverified() {
        return each(event -> event.data() instanceof CanaryStarted canary
                ? Event.of(EventType.IMAGE_VERIFIED, new ImageVerified(canary.ready(), false, null), event.id())
                : event);
    }

    static UnaryOperator<List<Event>> approved() {
        ImageVerified.Verdict yes = new ImageVerified.Verdict(true, "nobody", "");
        return each(event -> event.data() instanceof ImageVerified verified && verified.verdict() == null
                ? with(event, new ImageVerified(verified.ready(), true, yes))
                : event);
    }

    static UnaryOperator<List<Event>> noDeadline() {
        return each(event -> event.data() instanceof SnapshotStarted it
                ? with(
                        event,
                        new SnapshotStarted(
                                it.family(),
                                it.bake(),
                                it.image(),
                                it.server(),
                                it.startedAt(),
                                it.deadline().plus(FAR),
                                it.expectedSeconds(),
                                it.look(),
                                it.follow()))
                : event);
    }

    static UnaryOperator<List<Event>> alsoFailed() {
        return events -> {
            List<Event> all = new ArrayList<>(events);
            events.stream()
                    .filter(event -> event.type() == EventType.IMAGE_PROMOTED)
                    .map(event -> (Ending) event.data())
                    .forEach(it -> all.add(Ending.ofBake(
                                    EventType.BAKE_FAILED, it.family(), it.bake(), it.image(), "both", it.endedAt())
                            .event()));
            return all;
        };
    }

    /** The second time that an image is found verified is taken for the first. */
    static UnaryOperator<List<Event>> oneId() {
        return each(event -> event.data() instanceof ImageVerified verified
                ? new Event(event.type(), "verified " + verified.subject(), event.notBefore(), event.data())
                : event);
    }

    static UnaryOperator<List<Event>> atOnce() {
        return each(event -> event.data() instanceof SnapshotStarted ? event.notBefore(null) : event);
    }

    static UnaryOperator<List<Event>> readyAtOnce() {
        return each(event -> event.data() instanceof BatchStarted it
                ? Ending.ofBatch(
                                EventType.BATCH_READY,
                                it.family(),
                                it.batch(),
                                it.image(),
                                it.count(),
                                "asked for",
                                it.startedAt())
                        .event()
                : event);
    }

    static UnaryOperator<List<Event>> secretWords() {
        return each(event -> event.data() instanceof Ending it
                ? with(
                        event,
                        new Ending(
                                it.type(),
                                it.family(),
                                it.bake(),
                                it.batch(),
                                it.image(),
                                it.count(),
                                it.cause(),
                                it.words() + " " + Secrets.CLOUD,
                                it.endedAt()))
                : event);
    }
}
