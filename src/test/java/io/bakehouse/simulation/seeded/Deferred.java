package io.bakehouse.simulation.seeded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Plan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SplittableRandom;

/** Commands that somebody was shown a plan of, and gives later, bound to that plan: it may not be what follows any more. */
final class Deferred {
    /** A command with the hash of its plan. */
    record Planned(String name, ObjectNode input) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;
    private final Requests requests;
    private final Choice choice;
    private final Deque<Planned> plans = new ArrayDeque<>();

    Deferred(World world, Requests requests, Choice choice) {
        this.world = world;
        this.requests = requests;
        this.choice = choice;
    }

    /** Somebody looks at a plan, or carries out one that was looked at a while ago. */
    void act(SplittableRandom random) {
        Optional<Planned> planned = random.nextBoolean() ? next(random.nextInt(3) == 0) : Optional.empty();
        if (planned.isPresent()) {
            requests.command(planned.get().name(), planned.get().input());
            return;
        }
        ObjectNode input = JSON.createObjectNode().put("family", Choice.family(random));
        try {
            switch (random.nextInt(9)) {
                case 0, 1 -> plan("bake", input.put("family", Families.APP), random);
                case 2, 3 -> plan("rollback", input.put("family", Families.WEB), random);
                case 4, 5, 6 -> plan("retire", input, random);
                default -> {
                    Optional<Image> image = choice.image(random);
                    if (image.isPresent()) {
                        plan("revoke", Requests.revocation(image.get(), random), random);
                    }
                }
            }
        } catch (CommandException e) {
            world.trace.add(world.clock.instant(), "people", "no plan: " + e.getMessage());
        }
    }

    /** Somebody looks at what the command would do, and some give it at once. */
    private void plan(String name, ObjectNode input, SplittableRandom random) throws CommandException {
        Command command = requests.commands().named(name);
        Optional<Plan> plan = command.plan(command.input(input), "plan");
        // Also one that changes nothing: later it might.
        plan.ifPresent(some -> plans.add(new Planned(name, input.put("plan", some.hash()))));
        if (plan.isPresent() && random.nextInt(3) == 0) {
            // Somebody likes what it would do; who has it from the same list later may be late.
            requests.command(name, input);
        }
    }

    /**
     * The one that was looked at first; empty when none was.
     *
     * @param mistaken whether the hash is not copied rightly
     */
    private Optional<Planned> next(boolean mistaken) {
        Optional<Planned> next = Optional.ofNullable(plans.poll());
        next.filter(planned -> mistaken)
                .ifPresent(planned ->
                        planned.input().put("plan", Ids.digest("mistaken").substring(0, 12)));
        return next;
    }
}
