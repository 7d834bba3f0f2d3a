package io.bakehouse.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is told to people who ask for help, or who cannot know what to ask. */
public final class Help {
    private Help() {}

    /** A line for each command, and some examples. */
    public static List<String> all(Commands commands) {
        List<String> lines = new ArrayList<>();
        commands.all().forEach(command -> lines.add(CommandLine.usage(command) + " - " + command.purpose()));
        lines.add("Examples: images web | bake web reason=\"new kernel\" | bake node-01.example.org | rollback web"
                + " --dry-run");
        lines.add("--dry-run tells what would change; 'help <command>' tells more.");
        return lines;
    }

    /** Everything about one command. */
    public static List<String> of(Command command) {
        List<String> lines = new ArrayList<>(List.of(CommandLine.usage(command), command.purpose()));
        command.keys().forEach((key, meaning) -> lines.add(key + ": " + meaning));
        if (command.effect() != Command.Effect.READ) {
            lines.add("--dry-run: tells what would change, and changes nothing");
        }
        if (command.effect() == Command.Effect.DESTROY) {
            lines.add("In a chat it shows its plan first, and asks for confirmation.");
        }
        return lines;
    }

    /** Either of them. */
    public static List<String> of(Commands commands, Optional<String> name) {
        return name.map(commands::named).map(Help::of).orElseGet(() -> all(commands));
    }
}
