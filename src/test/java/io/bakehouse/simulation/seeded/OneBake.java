package io.bakehouse.simulation.seeded;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A single bake from its request to its promotion, and exactly the troubles that were chosen on its way. */
final class OneBake {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** An undisturbed bake takes 13 minutes; each deadline may pass twice. */
    private static final int MINUTES = 150;
    /** Five sweeps: so long after its end everything is in order, unless an event or a deadline is later than that. */
    private static final int CALM_MINUTES = 25;

    private final Set<Troubles.Struck> chosen;
    /** What could have struck, in order. */
    private final Set<Troubles.Struck> chances = new LinkedHashSet<>();

    private OneBake(Set<Troubles.Struck> chosen) {
        this.chosen = chosen;
    }

    /**
     * What came of it.
     *
     * @param chances every trouble that could have struck after the last one that did
     */
    record Outcome(Optional<String> violation, List<Troubles.Struck> chances) {}

    static Outcome with(Set<Troubles.Struck> chosen) {
        return new OneBake(chosen).run();
    }

    private boolean strikes(Troubles.Struck one) {
        if (chosen.contains(one)) {
            chances.clear();
            return true;
        }
        chances.add(one);
        return false;
    }

    private Outcome run() {
        World world = new World(0, Troubles.chosen(this::strikes), new Trace(false), Families.of(0));
        People people = new People(world, new SplittableRandom(0));
        Guests guests = new Guests(world);
        try {
            Instant now = world.clock.instant();
            world.engine.publish(List.of(Event.of(
                    EventType.BAKE_REQUESTED, new BakeRequested(Families.APP, "one", "somebody wants it", null, now))));
            int calm = 0;
            for (int i = 0; i < MINUTES && !(calm > CALM_MINUTES && isAtRest(world)); i++) {
                if (calm > 0 || hasEnded(world)) {
                    world.troubles.end();
                    calm++;
                }
                guests.report();
                if (i % 5 == 4) {
                    new Schedules(world).sweep(world.clock.instant());
                }
                world.engine.runFor(MINUTE);
            }
            new Ends(world, people).check();
            return new Outcome(Optional.empty(), List.copyOf(chances));
        } catch (Violation e) {
            return new Outcome(Optional.of(e.getMessage()), List.of());
        }
    }

    private static boolean isAtRest(World world) {
        return world.engine.isQuiet() && Ends.isNothingLeft(world);
    }

    private static boolean hasEnded(World world) {
        return world.engine.published().stream()
                .anyMatch(event -> event.type() == EventType.IMAGE_PROMOTED
                        || event.type() == EventType.IMAGE_REJECTED
                        || event.type() == EventType.BAKE_FAILED);
    }

    /** A set of troubles in words. */
    static String words(Set<Troubles.Struck> chosen) {
        return chosen.stream().map(Troubles.Struck::toString).collect(Collectors.joining(" and "));
    }
}
