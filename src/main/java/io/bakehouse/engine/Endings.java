package io.bakehouse.engine;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.BuilderConverged;
import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.CanaryStarted;
import io.bakehouse.model.CommandRequested;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.EventType;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.NoticeRequested;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.model.SnapshotStarted;
import java.time.Instant;
import java.util.Optional;

/**
 * Terminal events for what became a dead letter, so that whoever waits for a bake or a batch hears of it. They end the event
 * and nothing else: the bake's own record is open, and a redrive or the sweep may still bring it to its end, a good one even.
 */
public final class Endings {
    private Endings() {}

    /**
     * The terminal event, the same for every engine that gives this delivery up; empty for an event that was terminal
     * already, because people were told of what it was about, and for the failure to tell somebody of such a failure.
     *
     * @param round how often the event was redriven: a second death is news again
     */
    public static Optional<Event> of(String function, Event event, String words, int round, Instant now) {
        if (event.type().isTerminal() || (event.data() instanceof NoticeRequested notice && notice.isOfFailure())) {
            return Optional.empty();
        }
        Ending ending = named(event, words, now);
        // The sweep has looks made until the bake ends: that one function gives them up is news once.
        Object which = isOfOneWork(ending) ? "looks" : event.id();
        return Optional.of(Event.of(EventType.EVENT_FAILED, ending, function, which, round));
    }

    /**
     * The terminal event for something on a queue that could not be read.
     *
     * @param id its id, or whatever else tells it apart
     */
    public static Event unreadable(String function, String id, String words, int round, Instant now) {
        Ending ending = failed(null, id, words, now);
        return Event.of(EventType.EVENT_FAILED, ending, function, id, round);
    }

    /** What somebody else published may lack what every event of ours has; people are told all the same. */
    private static Ending named(Event event, String words, Instant now) {
        try {
            return ending(event.data(), words, now);
        } catch (NullPointerException e) {
            return failed(null, event.id(), words, now);
        }
    }

    private static Ending ending(EventData data, String words, Instant now) {
        if (data instanceof SnapshotStarted it) {
            return ofBake(it.family(), it.bake(), it.image(), words, now);
        }
        if (data instanceof ImageReady it) {
            return ofBake(it.family(), it.bake(), it.image(), words, now);
        }
        if (data instanceof BuilderStarted it) {
            return ofBake(it.family(), it.bake(), null, words, now);
        }
        if (data instanceof BuilderConverged it) {
            return ofBake(it.family(), it.bake(), null, words, now);
        }
        if (data instanceof CanaryStarted it) {
            return ending(it.ready(), words, now);
        }
        if (data instanceof ImageVerified it) {
            return ending(it.ready(), words, now);
        }
        if (data instanceof BatchRequested it) {
            return ofBatch(it.family(), it.batch(), it.image(), words, now);
        }
        if (data instanceof BatchStarted it) {
            return ofBatch(it.family(), it.batch(), it.image(), words, now);
        }
        if (data instanceof RolloutRequested it) {
            return ofBatch(it.family(), it.rollout(), it.image(), words, now);
        }
        if (data instanceof RolloutStarted it) {
            return ofBatch(it.family(), it.rollout(), it.image(), words, now);
        }
        if (data instanceof RollbackRequested it) {
            return Ending.ofCommand(EventType.EVENT_FAILED, it.family(), it.image(), it.cause(), words, now);
        }
        if (data instanceof RevokeRequested it) {
            return Ending.ofCommand(EventType.EVENT_FAILED, null, it.image(), it.cause(), words, now);
        }
        if (data instanceof RetireRequested it && it.cause() != null) {
            return failed(it.family(), it.cause(), words, now);
        }
        if (data instanceof CommandRequested it) {
            return failed(null, it.cause(), words, now);
        }
        if (data instanceof NoticeRequested it) {
            return failed(it.ending().family(), it.failure(), words, now);
        }
        String family = data instanceof ConfigRun run
                ? run.family()
                : data instanceof BakeRequested request ? request.family() : null;
        return failed(family, data.subject(), words, now);
    }

    /** Whether it names a bake or batch, or the image that a command is about. */
    private static boolean isOfOneWork(Ending ending) {
        return ending.bake() != null || ending.batch() != null || ending.image() != null;
    }

    private static Ending ofBake(String family, String bake, String image, String words, Instant now) {
        return Ending.ofBake(EventType.EVENT_FAILED, family, bake, image, words, now);
    }

    private static Ending ofBatch(String family, String batch, String image, String words, Instant now) {
        return new Ending(EventType.EVENT_FAILED.wire(), family, null, batch, image, null, batch, words, now);
    }

    private static Ending failed(String family, String cause, String words, Instant now) {
        return new Ending(EventType.EVENT_FAILED.wire(), family, null, null, null, null, cause, words, now);
    }
}
