package io.bakehouse.simulation;

import io.bakehouse.engine.Attempt;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.platform.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An engine without threads of its own: whoever drives it delivers the next due event, in one fixed order. Its queues are
 * in memory, and outlive it where it is given those of an earlier one.
 */
public final class VirtualEngine implements Engine {
    private static final int DEATHS = 10;
    private static final Duration REDELIVERY = Duration.ofSeconds(30);

    private final VirtualQueues queues;
    private final InstantSource clock;
    private final Post post;
    private final FunctionTable table;
    private final Map<String, Attempt> attempts = new HashMap<>();
    private final List<Event> published = new ArrayList<>();

    public VirtualEngine(InstantSource clock, FunctionTable table, FunctionInvocation functions) {
        this(clock, table, functions, new VirtualQueues(), Post.FAITHFUL);
    }

    public VirtualEngine(
            InstantSource clock, FunctionTable table, FunctionInvocation functions, VirtualQueues queues, Post post) {
        this.post = post;
        this.clock = clock;
        this.table = table;
        this.queues = queues;
        for (FunctionRow row : table.queued()) {
            attempts.put(row.name(), new Attempt(row, functions, Listeners.NONE, clock, DEATHS));
        }
    }

    @Override
    public void publish(List<Event> events, Turn turn) {
        Instant now = clock.instant();
        List<String> bodies = events.stream()
                .map(event -> new String(EventCodec.write(event, now), StandardCharsets.UTF_8))
                .toList();
        for (int i = 0; i < bodies.size(); i++) {
            put(events.get(i), bodies.get(i), now);
        }
    }

    private synchronized void put(Event event, String body, Instant now) {
        if (!queues.seen.add(event.id())) {
            return;
        }
        published.add(event);
        post.published(body);
        Instant at = event.notBefore() == null ? now : event.notBefore();
        for (FunctionRow row : table.triggeredBy(event.type())) {
            for (Duration late : post.copies(row.name(), event)) {
                Instant due = at.plus(row.delay()).plus(late);
                queues.waiting.add(new Parcel(due, queues.next(), row.name(), event.id(), body, 0, 0, 0));
            }
        }
    }

    /** Delivers everything that is due within that time. */
    public void runFor(Duration time) {
        Instant end = clock.instant().plus(time);
        while (runNext(end)) {
            // Each may bring others, which may be due as well.
        }
        advanceTo(end);
    }

    /** Delivers until nothing is queued any more; fails when that takes longer than the limit. */
    public void runUntilQuiet(Duration limit) {
        Instant end = clock.instant().plus(limit);
        while (runNext(end)) {
            // As above.
        }
        if (!queues.waiting.isEmpty()) {
            throw new AssertionError("after " + limit + " there still is " + queues.waiting.peek());
        }
    }

    /** Delivers the next event, however far in the future. */
    public void runNext() {
        if (!runNext(Instant.MAX)) {
            throw new AssertionError("nothing is queued");
        }
    }

    /** Delivers the next event that is due by then; false when there is none. */
    public boolean runNext(Instant latest) {
        Parcel parcel;
        synchronized (this) {
            parcel = queues.waiting.peek();
            if (parcel == null || parcel.due().isAfter(latest)) {
                return false;
            }
            queues.waiting.remove();
        }
        advanceTo(parcel.due());
        deliver(parcel);
        return true;
    }

    private void advanceTo(Instant time) {
        if (clock instanceof VirtualClock virtual) {
            virtual.advanceTo(time);
        }
    }

    /** The event is off its queue while it is delivered, and back on it where the process ends in the middle. */
    private void deliver(Parcel parcel) {
        try {
            attempts.get(parcel.function())
                    .take(parcel.arrival())
                    .fold(
                            done -> publish(parcel, done.next()),
                            again -> again(parcel, again),
                            dead -> bury(parcel, dead));
        } catch (InterruptedException | CutCloud.Ended e) {
            synchronized (this) {
                queues.waiting.add(parcel.cut(clock.instant().plus(REDELIVERY), queues.next()));
            }
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean publish(Parcel parcel, List<Event> next) {
        post.beforePublishing(parcel.function());
        publish(next);
        post.afterPublishing(parcel.function());
        Optional<Duration> again = post.unacknowledged(parcel.function());
        if (again.isPresent()) {
            synchronized (this) {
                queues.waiting.add(parcel.cut(clock.instant().plus(again.get()), queues.next()));
            }
        }
        return true;
    }

    private synchronized boolean again(Parcel parcel, Attempt.Again again) {
        Instant due = clock.instant().plus(again.pause());
        return queues.waiting.add(parcel.failed(due, queues.next(), again.failures()));
    }

    private boolean bury(Parcel parcel, Attempt.Dead dead) {
        Instant now = clock.instant();
        DeadLetter letter = new DeadLetter(
                parcel.function(),
                parcel.id(),
                dead.event() == null ? null : dead.event().type().wire(),
                dead.event() == null ? null : dead.event().data().subject(),
                dead.reason(),
                dead.failures(),
                now);
        synchronized (this) {
            queues.dead.add(new VirtualQueues.Dead(letter, parcel));
        }
        publish(dead.ending().stream().toList());
        return true;
    }

    /** Whether no event is on its way. */
    public synchronized boolean isQuiet() {
        return queues.waiting.isEmpty();
    }

    /** Forgets all events of that type that are on their way. */
    public synchronized void lose(EventType type) {
        String mark = "\"type\":\"" + type.wire() + "\"";
        queues.waiting.removeIf(parcel -> parcel.body().contains(mark));
    }

    /** Every event that was published, once, in order. */
    public synchronized List<Event> published() {
        return List.copyOf(published);
    }

    /** The events of that type, in order. */
    public synchronized List<Event> published(EventType type) {
        return published.stream().filter(event -> event.type() == type).toList();
    }

    /** What was given up, and why. */
    public List<String> deadLetters() {
        return deadLetters(Integer.MAX_VALUE).stream()
                .map(letter -> letter.function() + ": " + letter.reason())
                .toList();
    }

    @Override
    public synchronized List<DeadLetter> deadLetters(int limit) {
        return queues.dead.stream().limit(limit).map(VirtualQueues.Dead::letter).toList();
    }

    @Override
    public synchronized int redrive(String function, int limit) {
        int moved = 0;
        Iterator<VirtualQueues.Dead> all = queues.dead.iterator();
        while (all.hasNext() && moved < limit) {
            VirtualQueues.Dead dead = all.next();
            if (function.equals(ALL) || function.equals(dead.letter().function())) {
                all.remove();
                queues.waiting.add(dead.parcel().redriven(clock.instant(), queues.next()));
                moved++;
            }
        }
        return moved;
    }

    @Override
    public void close() {
        // Nothing runs by itself.
    }
}
