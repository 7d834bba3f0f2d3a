package io.bakehouse.simulation.seeded;

import io.bakehouse.simulation.VirtualEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** One run of the whole bakery; everything in it follows from the seed and from which troubles may strike. */
final class SeededRun {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** So long people act and things go wrong. */
    private static final int BUSY_MINUTES = 60;
    /** Longer than every deadline, two sweeps, and the longest time for which an event waits. */
    private static final int CALM_MINUTES = 100;
    /** How often somebody looks whether anything is left to do: after each sweep. */
    private static final int LOOK_MINUTES = 5;
    /** So many sweeps in a row, the one before included. */
    private static final int SWEEPS = 3;

    private static final Duration LATE = Duration.ofDays(3);
    private static final Duration WEEK = Duration.ofDays(7);

    private static final int MOST_ACTS = 14;

    static {
        // Those who run many seeds want it, and later it would make them slow again.
        Decisions.observe();
    }

    private final long seed;
    private final Troubles troubles;
    private final Trace trace;
    private final World world;
    private final People people;
    private final Guests guests;
    private final Schedules schedules;
    private final SplittableRandom random;

    /**
     * A run that has not begun.
     *
     * @param allowed whether that trouble may strike
     * @param told whether to keep lines for people
     */
    SeededRun(long seed, Set<Trouble> kinds, Predicate<Troubles.Struck> allowed, boolean told) {
        this(seed, kinds, allowed, told, Bug.NONE);
    }

    /** The same with that mistake in the bakery. */
    SeededRun(long seed, Set<Trouble> kinds, Predicate<Troubles.Struck> allowed, boolean told, Bug bug) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.troubles = new Troubles(seed, kinds, allowed);
        this.trace = new Trace(told);
        this.world = new World(seed, troubles, trace, Families.of(0), bug);
        this.people = new People(world, random.split());
        this.guests = new Guests(world);
        this.schedules = new Schedules(world);
    }

    /**
     * How a run went.
     *
     * @param violation what was broken, empty when every promise was kept
     * @param hash equal for two runs in which the same happened
     */
    record Outcome(
            long seed, Optional<String> violation, long hash, Duration time, Troubles troubles, List<String> lines) {}

    Outcome run() {
        Optional<String> violation = Optional.empty();
        try {
            boolean late = troubles.strikes(Trouble.REDRIVE_LATE, "people", 50);
            pass(BUSY_MINUTES, random.nextInt(MOST_ACTS) + 2);
            troubles.end();
            trace.add(world.clock.instant(), "calm", "");
            comeToRest(CALM_MINUTES);
            new Ends(world, people).check();
            if (late) {
                redrive();
                new Ends(world, people).check();
                forget();
                new Ends(world, people).check();
            }
        } catch (Violation e) {
            violation = Optional.of(e.getMessage());
        }
        Duration time = Duration.between(World.START, world.clock.instant());
        return new Outcome(seed, violation, trace.hash(), time, troubles, trace.lines());
    }

    /** Days later, with nothing else to do meanwhile, somebody has all dead letters delivered again. */
    private void redrive() {
        world.clock.pass(LATE);
        trace.add(world.clock.instant(), "people", "redrive");
        world.engine.redrive(VirtualEngine.ALL, Integer.MAX_VALUE);
        comeToRest(CALM_MINUTES);
    }

    /** After a week nobody asks any more how something ended; sweeps forget it. */
    private void forget() {
        world.clock.pass(WEEK);
        schedules.sweep(world.clock.instant());
        world.engine.runFor(MINUTE);
    }

    /** Once nothing is on its way or under way, and two sweeps have found it so, the rest of the time is spared. */
    private void comeToRest(int minutes) {
        int restful = 0;
        for (int past = 0; past < minutes && restful < SWEEPS; past += LOOK_MINUTES) {
            pass(LOOK_MINUTES, 0);
            restful = world.engine.isQuiet() && Ends.isNothingLeft(world) ? restful + 1 : 0;
        }
    }

    private void pass(int minutes, int acts) {
        double chance = (double) acts / minutes;
        for (int i = 0; i < minutes; i++) {
            long minute = Duration.between(World.START, world.clock.instant()).toMinutes();
            Instant slot = World.START.plus(minute, ChronoUnit.MINUTES);
            people.minute();
            if (random.nextDouble() < chance) {
                people.act();
            }
            if (troubles.isOver()) {
                people.decideOnAll();
            }
            guests.report();
            if (minute % LOOK_MINUTES == 0) {
                schedules.fire(slot);
            }
            world.engine.runFor(MINUTE);
        }
    }
}
