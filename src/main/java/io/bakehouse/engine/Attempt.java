package io.bakehouse.engine;

import io.bakehouse.model.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One delivery of one event to one function, as far as all engines do the same with it: read it, run the function, and say
 * what shall become of the event. The engine makes that durable, and acknowledges the event only then.
 */
public final class Attempt {
    private static final Logger LOG = Logger.getLogger(Attempt.class);

    /**
     * What an engine knows of an event that it delivers.
     *
     * @param id the event's id, or the queue's own id of something unreadable
     * @param body the event as {@link EventCodec} reads it
     * @param failures deliveries that ended in a failure
     * @param begun deliveries that have begun without a word of how they ended, this one included; the process died in the
     *     others
     * @param round how often it was redriven
     */
    public record Arrival(String id, String body, int failures, int begun, int round) {}

    /** What shall become of the event. */
    public sealed interface Outcome {
        /** Calls the one that fits. */
        <T> T fold(Function<Done, T> done, Function<Again, T> again, Function<Dead, T> dead);
    }

    /**
     * The function ran. Publish what it returned, then acknowledge the event.
     *
     * @param event what was delivered
     * @param next each small enough, and of a type that the function's row emits
     * @param took the time that the function took
     */
    public record Done(Event event, List<Event> next, Duration took) implements Outcome {
        @Override
        public <T> T fold(Function<Done, T> done, Function<Again, T> again, Function<Dead, T> dead) {
            return done.apply(this);
        }
    }

    /**
     * The function failed, and the event shall be delivered again.
     *
     * @param event what was delivered, null for a type that only another version can read
     * @param pause how much later
     * @param failures how often it has failed by now
     * @param reason one sentence for people
     */
    public record Again(Event event, Duration pause, int failures, String reason) implements Outcome {
        @Override
        public <T> T fold(Function<Done, T> done, Function<Again, T> again, Function<Dead, T> dead) {
            return again.apply(this);
        }
    }

    /**
     * The event is given up. Keep it among the dead letters, publish its ending, then acknowledge it.
     *
     * @param event what was delivered, null for something unreadable
     * @param failures how often it has failed by now
     * @param reason one sentence for people
     * @param ending the terminal event, where there is anybody to tell
     */
    public record Dead(Event event, int failures, String reason, Optional<Event> ending) implements Outcome {
        @Override
        public <T> T fold(Function<Done, T> done, Function<Again, T> again, Function<Dead, T> dead) {
            return dead.apply(this);
        }
    }

    private final FunctionRow row;
    private final FunctionInvocation functions;
    private final Listeners listeners;
    private final InstantSource clock;
    private final int deaths;

    /**
     * Attempts of the row's function.
     *
     * @param deaths how often the process may end during one delivery until the event is a dead letter
     */
    public Attempt(
            FunctionRow row, FunctionInvocation functions, Listeners listeners, InstantSource clock, int deaths) {
        this.row = row;
        this.functions = functions;
        this.listeners = listeners;
        this.clock = clock;
        this.deaths = deaths;
    }

    /** Takes the event as far as it gets; throws only when it was interrupted, and then nothing has come of it. */
    public Outcome take(Arrival arrival) throws InterruptedException {
        Event event;
        try {
            event = EventCodec.read(arrival.body().getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableEventException e) {
            return unreadable(arrival, e);
        }
        if (arrival.begun() > deaths) {
            return dead(
                    arrival,
                    event,
                    arrival.failures(),
                    row.name() + " was given up: the process ended " + deaths + " times in the middle of it");
        }
        return run(arrival, event);
    }

    private Outcome unreadable(Arrival arrival, UnreadableEventException failure) {
        int failures = arrival.failures() + 1;
        return Delivery.after(row, failures, failure)
                .fold(retry -> new Again(null, retry.pause(), failures, retry.reason()), dead -> {
                    Instant now = clock.instant();
                    Event ending = Endings.unreadable(row.name(), arrival.id(), dead.reason(), arrival.round(), now);
                    return new Dead(null, failures, dead.reason(), Optional.of(ending));
                });
    }

    private Outcome run(Arrival arrival, Event event) throws InterruptedException {
        Instant begin = clock.instant();
        listeners.tell(listener -> listener.delivered(row.name(), event));
        try {
            List<Event> next = functions.invoke(row.name(), event.data());
            requireDeclared(next);
            for (Event one : next) {
                EventCodec.write(one, begin);
            }
            return new Done(event, next, Duration.between(begin, clock.instant()));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return failed(arrival, event, e);
        }
    }

    private Outcome failed(Arrival arrival, Event event, Exception failure) {
        int failures = arrival.failures() + 1;
        return Delivery.after(row, failures, failure)
                .fold(
                        retry -> new Again(event, retry.pause(), failures, retry.reason()),
                        dead -> dead(arrival, event, failures, dead.reason()));
    }

    private Dead dead(Arrival arrival, Event event, int failures, String reason) {
        return new Dead(
                event, failures, reason, Endings.of(row.name(), event, reason, arrival.round(), clock.instant()));
    }

    private void requireDeclared(List<Event> next) {
        for (Event event : next) {
            if (!row.emits().contains(event.type())) {
                throw new IllegalStateException(
                        "it returned a " + event.type().wire() + ", which its row in functions.yaml does not emit");
            }
        }
    }

    /** Says what has become of the event, once that is on disk. */
    public void tell(Outcome outcome) {
        outcome.fold(this::tellDone, this::tellAgain, this::tellDead);
    }

    private Void tellDone(Done done) {
        listeners.tell(listener -> listener.succeeded(row.name(), done.event(), done.next(), done.took()));
        done.next().forEach(one -> listeners.tell(listener -> listener.published(one)));
        return null;
    }

    private Void tellAgain(Again again) {
        String subject = again.event() == null ? "?" : again.event().data().subject();
        LOG.infof(
                "%s: %s; again in %s ms", subject, again.reason(), again.pause().toMillis());
        if (again.event() == null) {
            return null;
        }
        listeners.tell(listener -> listener.failed(row.name(), again.event(), again.reason(), again.pause()));
        return null;
    }

    private Void tellDead(Dead dead) {
        if (dead.event() == null) {
            LOG.warnf("dead letter: %s", dead.reason());
        } else {
            String subject = dead.event().data().subject();
            LOG.warnf("dead letter: %s %s: %s", dead.event().type().wire(), subject, dead.reason());
            listeners.tell(listener -> listener.deadLettered(row.name(), dead.event(), dead.reason()));
        }
        dead.ending().ifPresent(one -> listeners.tell(listener -> listener.published(one)));
        return null;
    }
}
