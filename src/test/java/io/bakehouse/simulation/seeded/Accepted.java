package io.bakehouse.simulation.seeded;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whatever was accepted from somebody has come to an end that people are told of, or is a dead letter. */
final class Accepted {
    private final Set<String> ends = new HashSet<>();
    private final int revisions;

    /**
     * All ends of a run.
     *
     * @param revisions how many revisions of the recipes there were
     */
    Accepted(World world, int revisions) {
        this.revisions = revisions;
        for (Event event : world.engine.published()) {
            if (event.type().isTerminal()) {
                Ending ending = (Ending) event.data();
                ends.add(ending.subject());
                ends.add(ending.cause());
            }
        }
        world.engine.deadLetters(Integer.MAX_VALUE).forEach(letter -> ends.add(letter.subject()));
    }

    void check(List<Event> accepted) {
        for (Event event : accepted) {
            if (!ends.contains(event.data().subject()) && !isBaked(event)) {
                throw new Violation(
                        "what was accepted has no end: " + event.type().wire() + " " + event.data());
            }
        }
    }

    /** Runs and requests are told apart by their cause, bakes by a name that follows from it. */
    private boolean isBaked(Event event) {
        if (event.type() == EventType.CONFIG_RUN_FINISHED) {
            String cause = ((ConfigRun) event.data()).cause();
            return ends.contains(cause) || isBaked(Families.WEB, cause);
        }
        return event.data() instanceof BakeRequested it && isBaked(it.family(), it.cause());
    }

    private boolean isBaked(String family, String cause) {
        for (int i = 0; i <= revisions; i++) {
            if (ends.contains(Ids.bake(family, Families.revision(i), cause))) {
                return true;
            }
        }
        return false;
    }
}
