package io.bakehouse.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.Plan;
import io.bakehouse.platform.NearestName;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
                .orElseThrow(() -> Problems.of(400, "'" + command.name() + "' cannot be planned"));
        String words = plan.changes().isEmpty()
                ? "nothing would be changed"
                        + (plan.notes().isEmpty() ? "" : ": " + plan.notes().get(0))
                : plan.changes().size() + " changes, nothing is changed yet; to carry out exactly this, POST /commands/"
                        + command.name() + " with the same keys and \"plan\": \"" + plan.hash() + "\"";
        return new Done(name(), plan.hash(), null, words, List.of(), PlanView.of(plan));
    }

    private Command named(String name) {
        Map<String, Command> others = new TreeMap<>();
        commands.forEach(command -> others.put(command.name(), command));
        others.remove(name());
        if (!others.containsKey(name)) {
            String near = NearestName.of(name, others.keySet())
                    .map(known -> "did you mean '" + known + "'?")
                    .orElse("there are " + others.keySet());
            throw Problems.notFound("no command is called '" + name + "': " + near);
        }
        return others.get(name);
    }
}
