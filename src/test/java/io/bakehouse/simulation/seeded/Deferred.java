package io.bakehouse.simulation.seeded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.Commands;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Plan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Commands that somebody was shown a plan of, and gives later, bound to that plan: it may not be what follows any more. */
final class Deferred {
    /** A command with the hash of its plan. */
    record Planned(String name, ObjectNode input) {}

    private final Deque<Planned> plans = new ArrayDeque<>();

    /** Looks at what the command would do. */
    void plan(Commands commands, String name, ObjectNode input) throws CommandException {
        Command command = commands.named(name);
        Optional<Plan> plan = command.plan(command.input(input), "plan");
        // Also one that changes nothing: later it might.
        plan.ifPresent(some -> plans.add(new Planned(name, input.put("plan", some.hash()))));
    }

    /**
     * The one that was looked at first; empty when none was.
     *
     * @param mistaken whether the hash is not copied rightly
     */
    Optional<Planned> next(boolean mistaken) {
        Optional<Planned> next = Optional.ofNullable(plans.poll());
        next.filter(planned -> mistaken)
                .ifPresent(planned ->
                        planned.input().put("plan", Ids.digest("mistaken").substring(0, 12)));
        return next;
    }
}
