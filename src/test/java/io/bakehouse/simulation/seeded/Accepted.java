package io.bakehouse.simulation.seeded;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.model.RollbackRequested;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whatever was accepted from somebody has come to one end that people are told of, or is a dead letter; and so has what others
 * of the bakery asked for in turn.
 */
final class Accepted {
    /** What is one of a kind, and so ends once. */
    private static final Set<EventType> ONCE = EnumSet.of(
            EventType.BATCH_REQUESTED,
            EventType.ROLLBACK_REQUESTED,
            EventType.REVOKE_REQUESTED,
            EventType.RETIRE_REQUESTED,
            EventType.ROLLOUT_REQUESTED);

    private final World world;
    /** The ids of terminal events by what they are about, and by what had started that. */
    private final Map<String, Set<String>> ends = new HashMap<>();

    private final Set<String> dead = new HashSet<>();
    private final int revisions;

    /**
     * All ends of a run.
     *
     * @param revisions how many revisions of the recipes there were
     */
    Accepted(World world, int revisions) {
        this.world = world;
        this.revisions = revisions;
        for (Event event : world.engine.published()) {
            if (event.type().isTerminal() && event.data() instanceof Ending ending) {
                // A dead letter ends its event; what it is about may still come to an end of its own.
                if (event.type() == EventType.EVENT_FAILED) {
                    dead.add(ending.subject());
                    dead.add(ending.cause());
                } else {
                    ends.computeIfAbsent(ending.subject(), none -> new HashSet<>())
                            .add(event.id());
                    ends.computeIfAbsent(ending.cause(), none -> new HashSet<>())
                            .add(event.id());
                }
            }
        }
        world.engine.deadLetters(Integer.MAX_VALUE).forEach(letter -> dead.add(letter.subject()));
    }

    void check(List<Event> accepted) {
        accepted.forEach(this::ended);
        for (EventType type : ONCE) {
            for (Event event : world.engine.published(type)) {
                if (!isOfItself(event.data())) {
                    ended(event);
                    once(event);
                }
            }
        }
    }

    /** What a schedule or a revocation asks for says nothing when there is nothing to do. */
    private static boolean isOfItself(EventData data) {
        return (data instanceof RetireRequested retire && retire.cause() == null)
                || (data instanceof RollbackRequested rollback && rollback.image() == null);
    }

    private void once(Event event) {
        Set<String> all = ends.getOrDefault(event.data().subject(), Set.of());
        if (all.size() > 1) {
            throw new Violation("what was accepted has " + all.size() + " ends: "
                    + event.type().wire() + " " + event.data());
        }
    }

    private void ended(Event event) {
        String subject = event.data().subject();
        boolean chat = event.type() == EventType.COMMAND_REQUESTED;
        boolean told = chat ? !world.chat.isWaiting(subject) : ends.containsKey(subject) || isBaked(event);
        // A verdict is about a bake, which ends with what somebody took from it.
        if (!told && !dead.contains(subject) && !world.hands.touchedBake(subject)) {
            throw new Violation("what was accepted has no end: " + event.type().wire() + " " + event.data());
        }
    }

    /** Runs and requests are told apart by their cause, bakes by a name that follows from it. */
    private boolean isBaked(Event event) {
        if (event.type() == EventType.CONFIG_RUN_FINISHED) {
            String cause = ((ConfigRun) event.data()).cause();
            return isKnown(cause) || isBaked(Families.WEB, cause);
        }
        return event.data() instanceof BakeRequested it && isBaked(it.family(), it.cause());
    }

    private boolean isBaked(String family, String cause) {
        for (int i = 0; i <= revisions; i++) {
            String bake = Ids.bake(family, Families.revision(i), cause);
            if (isKnown(bake) || world.hands.touchedBake(bake)) {
                return true;
            }
        }
        return false;
    }

    private boolean isKnown(String what) {
        return ends.containsKey(what) || dead.contains(what);
    }
}
