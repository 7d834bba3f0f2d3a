package io.bakehouse.simulation.seeded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.Commands;
import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.simulation.AllCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What is asked of the bakery, and what of it was accepted. */
final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;
    private final List<Event> accepted = new ArrayList<>();
    private int count;

    Requests(World world) {
        this.world = world;
    }

    /** Somebody gives a command about something. */
    void command(String name, String key, String value) {
        command(name, JSON.createObjectNode().put(key, value));
    }

    /** Somebody gives that command, which may be refused. */
    void command(String name, ObjectNode input) {
        Command command = commands().named(name);
        count++;
        try {
            accept(command.run(command.input(input), "cause-" + count).events());
        } catch (CommandException e) {
            world.trace.add(world.clock.instant(), "people", name + " is refused: " + e.getMessage());
        }
    }

    void revoke(Image image, SplittableRandom random) {
        command("revoke", revocation(image, random));
    }

    /** What a revocation of that image asks for. */
    static ObjectNode revocation(Image image, SplittableRandom random) {
        return JSON.createObjectNode()
                .put("image", image.id())
                .put("reason", "leaked")
                .put("descendants", random.nextBoolean());
    }

    /** All commands, as they are at this moment. */
    Commands commands() {
        return AllCommands.on(world.seen, world.recipes(), world.clock);
    }

    /** Somebody's tool or chat has handed these in. */
    void accept(List<Event> events) {
        // Without the data: what a chat is answered by is sealed, each time in another way.
        events.forEach(event -> world.trace.add(
                world.clock.instant(),
                "people",
                event.type().wire() + " " + event.data().subject()));
        accepted.addAll(events);
        world.engine.publish(events);
    }

    /** What was accepted, in order. */
    List<Event> accepted() {
        return accepted;
    }
}
