package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandInput;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Help;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells how to use the commands. */
@Singleton
public class HelpCommand implements Command {
    private static final String COMMAND = "command";

    private final Iterable<Command> commands;

    @Inject
    public HelpCommand(Instance<Command> commands) {
        this((Iterable<Command>) commands);
    }

    /** Of those commands. */
    public HelpCommand(Iterable<Command> commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String purpose() {
        return "Tells how to use the commands, or one of them";
    }

    @Override
    public Map<String, String> keys() {
        return Map.of(COMMAND, "name of a command; without it, all of them");
    }

    @Override
    public List<String> positions() {
        return List.of(COMMAND);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }

    @Override
    public Optional<String> family(CommandInput input) {
        return Optional.empty();
    }

    @Override
    public String example() {
        return "{\"command\": \"rollback\"}";
    }

    @Override
    public Done run(CommandInput input, String cause) {
        List<String> lines = Help.of(new Commands(commands), input.optionalText(COMMAND));
        return new Done(name(), null, "commands of this bakery", lines);
    }
}
