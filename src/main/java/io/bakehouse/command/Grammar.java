package io.bakehouse.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Recipes;
import io.bakehouse.platform.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The one way in which commands are written, in every chat and for scripts: a verb, values in their usual order,
 * {@code key=value}, {@code --key value}, {@code --flag}, and {@code --dry-run} with anything.
 */
public final class Grammar {
    private static final String HELP = "help";
    private static final String PLAN = "plan";
    private static final String COMMAND = "command";

    /** Words of other tools, and what to say here. */
    private static final Map<String, String> OTHERS = Map.of(
            "delete", "'retire' (what the recipe keeps no longer) or 'revoke' (one image, for good)",
            "remove", "'retire' (what the recipe keeps no longer) or 'revoke' (one image, for good)",
            "rm", "'retire' (what the recipe keeps no longer) or 'revoke' (one image, for good)",
            "list", "'images' or 'status'",
            "build", "'bake'",
            "deploy", "'rollout'",
            "undo", "'rollback'",
            "stop", "'pause' or 'reject'");

    private final Commands commands;
    private final Recipes recipes;

    public Grammar(Commands commands, Recipes recipes) {
        this.commands = commands;
        this.recipes = recipes;
    }

    /**
     * Reads a line; an empty one asks for help.
     *
     * @throws CommandException when it is no command, in words that say how to write it
     */
    public CommandLine read(String line) {
        List<String> words = Words.of(line);
        if (words.isEmpty()) {
            return new CommandLine(commands.named(HELP), JsonNodeFactory.instance.objectNode(), Optional.empty());
        }
        String verb = words.get(0).toLowerCase(Locale.ROOT);
        List<String> rest = words.subList(1, words.size());
        if (verb.equals(PLAN) && !rest.isEmpty()) {
            String name = rest.get(0).replaceFirst("^(--)?" + COMMAND + "=", "");
            Command planned = named(name.toLowerCase(Locale.ROOT));
            return planned(read(planned, rest.subList(1, rest.size())));
        }
        Options options = Options.of(named(verb), rest);
        CommandLine read = complete(options);
        boolean looks = read.command().effect() == Command.Effect.READ;
        return options.isDryRun() && !looks ? planned(read) : read;
    }

    private CommandLine read(Command command, List<String> words) {
        return complete(Options.of(command, words));
    }

    private CommandLine complete(Options options) {
        return new CommandLine(
                options.command(), Targets.complete(options.command(), options.input(), recipes), options.confirm());
    }

    private CommandLine planned(CommandLine line) {
        if (line.command().name().equals(PLAN)) {
            return line;
        }
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put(COMMAND, line.command().name());
        input.setAll(line.input());
        return new CommandLine(commands.named(PLAN), input, Optional.empty());
    }

    private Command named(String verb) {
        if (OTHERS.containsKey(verb)) {
            throw CommandException.unknown(
                    "there is no '" + verb + "' here: perhaps you mean " + OTHERS.get(verb) + ". 'help' lists all");
        }
        List<String> names = commands.all().stream().map(Command::name).toList();
        if (!names.contains(verb)) {
            String near = NearestName.of(verb, names)
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse("there are " + String.join(", ", names));
            throw CommandException.unknown("no command is called '" + shortened(verb) + "': " + near);
        }
        return commands.named(verb);
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
