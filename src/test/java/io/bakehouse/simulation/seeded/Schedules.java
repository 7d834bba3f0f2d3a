package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.RebakeRequested;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.model.SweepRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What runs by the clock, unless nobody fires it, or two do. */
final class Schedules {
    private final World world;

    Schedules(World world) {
        this.world = world;
    }

    /** A sweep, and nothing else that runs by the clock. */
    void sweep(Instant slot) {
        world.engine.publish(List.of(Event.of(EventType.SWEEP_REQUESTED, new SweepRequested(slot), slot)));
    }

    /** The events of the schedules whose time it is. */
    void fire(Instant slot) {
        long minute = Duration.between(World.START, slot).toMinutes();
        fire(minute, 15, Event.of(EventType.REBAKE_REQUESTED, new RebakeRequested(slot), slot));
        fire(minute, 5, Event.of(EventType.SWEEP_REQUESTED, new SweepRequested(slot), slot));
        fire(minute, 60, Event.of(EventType.RETIRE_REQUESTED, RetireRequested.scheduled(slot), slot));
    }

    private void fire(long minute, int every, Event event) {
        if (minute % every != 0) {
            return;
        }
        String about = event.type().wire();
        // The seldomer a schedule, the more often it fails: each is to be seen.
        double factor = every / 5.0;
        if (world.troubles.strikes(Trouble.SCHEDULE_SKIPPED, about, factor)) {
            return;
        }
        world.engine.publish(List.of(event));
        if (world.troubles.strikes(Trouble.SCHEDULE_TWICE, about, factor)) {
            // A process that fires a moment later, and whose queue does not know the first.
            world.engine.publish(List.of(new Event(event.type(), event.id() + "-again", null, event.data())));
        }
    }
}
