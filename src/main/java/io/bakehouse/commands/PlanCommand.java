package io.bakehouse.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandInput;
import io.bakehouse.command.Commands;
import io.bakehouse.command.PlanView;
import io.bakehouse.model.Plan;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Tells what another command would change, and changes nothing. */
@Singleton
public class PlanCommand implements Command {
    private static final String COMMAND = "command";

    private final Iterable<Command> commands;

    @Inject
    public PlanCommand(Instance<Command> commands) {
        this((Iterable<Command>) commands);
    }

    /** Of those commands. */
    public PlanCommand(Iterable<Command> commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String purpose() {
        return "Tells what a command would change, without changing it";
    }

    @Override
    public Map<String, String> keys() {
        return Map.of(COMMAND, "name of the command; all other keys are those of that command");
    }

    @Override
    public List<String> positions() {
        return List.of("command");
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }

    @Override
    public Optional<String> family(CommandInput input) {
        return input.optionalText(COMMAND).flatMap(name -> named(name).family(input));
    }

    @Override
    public String example() {
        return "{\"command\": \"rollback\", \"family\": \"web\"}";
    }

    @Override
    public CommandInput input(JsonNode body) {
        Set<String> keys = new HashSet<>(Set.of(COMMAND));
        if (body != null && body.path(COMMAND).isTextual()) {
            keys.addAll(named(body.path(COMMAND).asText().strip()).keys().keySet());
        }
        return new CommandInput(body, keys);
    }

    @Override
    public Done run(CommandInput input, String cause) {
        Command command = named(input.text(COMMAND));
        Optional<Plan> found = command.plan(input, cause);
        if (found.isEmpty()) {
            return unplanned(command, input, cause);
        }
        Plan plan = found.get();
        String words = plan.changes().isEmpty()
                ? "nothing would be changed"
                        + (plan.notes().isEmpty() ? "" : ": " + plan.notes().get(0))
                : plan.changes().size() + " changes, nothing is changed yet; to carry out exactly this, POST /commands/"
                        + command.name() + " with the same keys and \"plan\": \"" + plan.hash() + "\"";
        return new Done(name(), words, PlanView.of(plan));
    }

    /** What it says when its events are not published: they alone would change something. */
    private Done unplanned(Command command, CommandInput input, String cause) {
        if (command.actsAtOnce()) {
            throw CommandException.wrong("'" + command.name() + "' cannot be planned");
        }
        Done done = command.run(input, cause);
        return new Done(name(), null, "nothing is changed yet: " + done.words(), done.lines());
    }

    private Command named(String name) {
        List<Command> others = StreamSupport.stream(commands.spliterator(), false)
                .filter(command -> !command.name().equals(name()))
                .toList();
        return new Commands(others).named(name);
    }
}
