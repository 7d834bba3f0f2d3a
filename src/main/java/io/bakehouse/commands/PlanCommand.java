package io.bakehouse.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandInput;
import io.bakehouse.command.Commands;
import io.bakehouse.command.PlanView;
import io.bakehouse.model.Plan;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what another command would change, and changes nothing. */
@Singleton
public class PlanCommand implements Command {
    private static final String COMMAND = "command";

    private final Instance<Command> commands;

    public PlanCommand(Instance<Command> commands) {
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
        Plan plan = command.plan(input, cause)
                .orElseThrow(() -> CommandException.wrong("'" + command.name() + "' cannot be planned"));
        String words = plan.changes().isEmpty()
                ? "nothing would be changed"
                        + (plan.notes().isEmpty() ? "" : ": " + plan.notes().get(0))
                : plan.changes().size() + " changes, nothing is changed yet; to carry out exactly this, POST /commands/"
                        + command.name() + " with the same keys and \"plan\": \"" + plan.hash() + "\"";
        return new Done(name(), words, PlanView.of(plan));
    }

    private Command named(String name) {
        List<Command> others = commands.stream()
                .filter(command -> !command.name().equals(name()))
                .toList();
        return new Commands(others).named(name);
    }
}
