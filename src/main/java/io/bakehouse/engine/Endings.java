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

/** Terminal events for what became a dead letter, so that whoever waits for a bake or a batch hears of it. */
public final class Endings {
    private Endings() {}

    /**
     * The terminal event, the same for every engine that gives this delivery up; empty for an event that was terminal
     * already, because its bake or batch has ended and a second ending would be wrong (and would fail like the first), and
     * for the failure to tell somebody of such a failure.
     *
     * @param round how often the event was redriven: a second death is news again
     */
    public static Optional<Event> of(String function, Event event, String words, int round, Instant now) {
        if (event.type().isTerminal() || (event.data() instanceof NoticeRequested notice && notice.isOfFailure())) {
            return Optional.empty();
        }
        Ending ending = named(event, words, now);
        return Optional.of(
                round == 0 && names(ending)
                        ? ending.event()
                        : Event.of(EventType.ofWire(ending.type()), ending, function, event.id(), round));
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
            return Ending.ofBake(EventType.BAKE_FAILED, it.family(), it.bake(), it.image(), words, now);
        }
        if (data instanceof ImageReady it) {
            return Ending.ofBake(EventType.BAKE_FAILED, it.family(), it.bake(), it.image(), words, now);
        }
        if (data instanceof BuilderStarted it) {
            return Ending.ofBake(EventType.BAKE_FAILED, it.family(), it.bake(), null, words, now);
        }
        if (data instanceof BuilderConverged it) {
            return Ending.ofBake(EventType.BAKE_FAILED, it.family(), it.bake(), null, words, now);
        }
        if (data instanceof CanaryStarted it) {
            return ending(it.ready(), words, now);
        }
        if (data instanceof ImageVerified it) {
            return ending(it.ready(), words, now);
        }
        if (data instanceof BatchRequested it) {
            return Ending.ofBatch(EventType.BATCH_FAILED, it.family(), it.batch(), it.image(), 0, words, now);
        }
        if (data instanceof BatchStarted it) {
            return Ending.ofBatch(EventType.BATCH_FAILED, it.family(), it.batch(), it.image(), 0, words, now);
        }
        if (data instanceof RollbackRequested it) {
            String image = it.image();
            return Ending.ofCommand(EventType.COMMAND_REFUSED, it.family(), image, it.cause(), words, now);
        }
        if (data instanceof RevokeRequested it) {
            return Ending.ofCommand(EventType.COMMAND_REFUSED, null, it.image(), it.cause(), words, now);
        }
        if (data instanceof RetireRequested it && it.cause() != null) {
            return Ending.ofCommand(EventType.COMMAND_REFUSED, it.family(), null, it.cause(), words, now);
        }
        if (data instanceof RolloutRequested it) {
            return Ending.ofBatch(EventType.ROLLOUT_FAILED, it.family(), it.rollout(), it.image(), 0, words, now);
        }
        if (data instanceof RolloutStarted it) {
            return Ending.ofBatch(EventType.ROLLOUT_FAILED, it.family(), it.rollout(), it.image(), 0, words, now);
        }
        if (data instanceof CommandRequested it) {
            return Ending.ofCommand(EventType.COMMAND_REFUSED, null, null, it.cause(), words, now);
        }
        if (data instanceof NoticeRequested it) {
            return failed(it.ending().family(), it.failure(), words, now);
        }
        String family = data instanceof ConfigRun run
                ? run.family()
                : data instanceof BakeRequested request ? request.family() : null;
        return failed(family, data.subject(), words, now);
    }

    /** Whether the ending is of a bake, batch or command, which end once, whoever finds it out first. */
    private static boolean names(Ending ending) {
        return ending.bake() != null
                || ending.batch() != null
                || EventType.COMMAND_REFUSED.wire().equals(ending.type());
    }

    private static Ending failed(String family, String cause, String words, Instant now) {
        return new Ending(EventType.EVENT_FAILED.wire(), family, null, null, null, null, cause, words, now);
    }
}
