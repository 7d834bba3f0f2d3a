package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.simulation.CutCloud;
import io.bakehouse.simulation.Post;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Events that come twice, late, in another order, or never. */
final class TroubledPost implements Post {
    /** What nobody can know of but by this event: a queue that lost these would break its own promise. */
    private static final Set<EventType> ONLY_HERE = EnumSet.of(
            EventType.CONFIG_RUN_FINISHED,
            EventType.BAKE_REQUESTED,
            EventType.BATCH_REQUESTED,
            EventType.ROLLBACK_REQUESTED,
            EventType.REVOKE_REQUESTED,
            EventType.RETIRE_REQUESTED,
            EventType.ROLLOUT_REQUESTED,
            EventType.SCHEDULE_REQUESTED,
            EventType.COMMAND_REQUESTED,
            EventType.NOTICE_REQUESTED);

    private final World world;

    TroubledPost(World world) {
        this.world = world;
    }

    /** Whether somebody else finds out what an event of that type would have said. */
    static boolean isLossy(EventType type) {
        return !type.isTerminal() && !ONLY_HERE.contains(type);
    }

    @Override
    public void published(String body) {
        Secrets.checkEvent(body);
    }

    @Override
    public List<Duration> copies(String function, Event event) {
        Troubles troubles = world.troubles;
        boolean verdict = event.data() instanceof ImageVerified verified && verified.verdict() != null;
        boolean lossy = isLossy(event.type()) && !verdict;
        // Of what people are told, nothing else may be lost.
        int factor = event.type() == EventType.APPROVAL_REQUESTED ? 20 : 1;
        if (lossy && troubles.strikes(Trouble.LOSE, function, factor)) {
            world.trace.add(world.clock.instant(), function, "never gets " + event.id());
            return List.of();
        }
        // Nobody waits for it, and much can happen until it comes.
        boolean isFallback = event.data() instanceof RollbackRequested rollback && rollback.image() == null;
        Duration late = Duration.ZERO;
        if (troubles.strikes(Trouble.REORDER, function, 3)) {
            late = Duration.ofSeconds(troubles.draw(20));
        } else if (troubles.strikes(Trouble.DELAY, function, isFallback ? 20 : 1)) {
            late = Duration.ofMinutes(1 + troubles.draw(60));
        }
        // A copy of what asks for a person's word may be as old as that word.
        boolean waits = event.data() instanceof ImageVerified && !verdict;
        // What must fit a plan may have made it fit no more.
        boolean planned = event.data() instanceof RetireRequested retire && retire.plan() != null;
        if (troubles.strikes(Trouble.DUPLICATE, function, waits ? 20 : planned ? 10 : 1)) {
            return List.of(late, late.plusSeconds(troubles.draw(waits ? 5_400 : 600)));
        }
        return List.of(late);
    }

    @Override
    public Optional<Duration> unacknowledged(String function) {
        return world.troubles.strikes(Trouble.LOSE_ACKNOWLEDGEMENT, function)
                ? Optional.of(Duration.ofSeconds(30))
                : Optional.empty();
    }

    @Override
    public void beforePublishing(String function) {
        if (world.troubles.strikes(Trouble.CRASH_BEFORE_PUBLISH, function)) {
            world.trace.add(world.clock.instant(), function, "ends before it publishes");
            throw new CutCloud.Ended();
        }
    }

    @Override
    public void afterPublishing(String function) {
        if (world.troubles.strikes(Trouble.CRASH_AFTER_PUBLISH, function)) {
            world.trace.add(world.clock.instant(), function, "ends before it acknowledges");
            throw new CutCloud.Ended();
        }
    }
}
