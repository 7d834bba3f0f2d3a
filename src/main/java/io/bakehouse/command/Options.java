package io.bakehouse.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.platform.NearestName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words behind a verb, told apart into the keys of its JSON object and what is said about the command itself. */
final class Options {
    private static final Pattern PAIR = Pattern.compile("(?:--)?([A-Za-z][A-Za-z_-]{0,30})=(.*)");
    private static final Pattern OPTION = Pattern.compile("--([A-Za-z][A-Za-z_-]{0,30})");
    private static final String DRY_RUN = "dry_run";

    private final Command command;
    private final ObjectNode input = JsonNodeFactory.instance.objectNode();
    private final Deque<String> positions;
    private boolean dryRun;
    private String confirm;

    private Options(Command command) {
        this.command = command;
        this.positions = new ArrayDeque<>(command.positions());
    }

    static Options of(Command command, List<String> words) {
        Options options = new Options(command);
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            options.take(rest.remove(), rest);
        }
        return options;
    }

    Command command() {
        return command;
    }

    ObjectNode input() {
        return input;
    }

    boolean isDryRun() {
        return dryRun;
    }

    Optional<String> confirm() {
        return Optional.ofNullable(confirm);
    }

    private void take(String word, Deque<String> rest) {
        Matcher pair = PAIR.matcher(word);
        Matcher option = OPTION.matcher(word);
        if (pair.matches()) {
            put(key(pair.group(1)), pair.group(2));
        } else if (option.matches()) {
            String key = key(option.group(1));
            boolean takesValue = !isFlag(key);
            if (takesValue && rest.isEmpty()) {
                throw CommandException.wrong("'--" + option.group(1) + "' needs a value. " + usage());
            }
            put(key, takesValue ? rest.remove() : "true");
        } else if (word.startsWith("-")) {
            throw CommandException.wrong("'" + Grammar.shortened(word) + "' is no option. " + usage());
        } else {
            position(word, rest);
        }
    }

    private void position(String word, Deque<String> rest) {
        positions.removeIf(input::has);
        if (positions.isEmpty()) {
            throw CommandException.wrong("'" + Grammar.shortened(word) + "' is a word too many. " + usage());
        }
        String key = positions.remove();
        StringBuilder value = new StringBuilder(word);
        // A reason comes last and may be a sentence.
        while (Values.isSentence(key)
                && !rest.isEmpty()
                && !rest.peek().startsWith("--")
                && !PAIR.matcher(rest.peek()).matches()) {
            value.append(' ').append(rest.remove());
        }
        // Words in quotes may bring spaces of their own.
        put(key, value.toString().replaceAll(" +", " ").strip());
    }

    private void put(String key, String value) {
        boolean again = key.equals(CommandLine.CONFIRM) ? confirm != null : input.has(key);
        if (again) {
            throw CommandException.wrong("'" + key + "' is there twice. " + usage());
        }
        if (isFlag(key) && !value.matches("true|false")) {
            throw CommandException.wrong("'" + key + "' is true or false, or just --" + key);
        }
        if (key.equals(DRY_RUN)) {
            dryRun = Boolean.parseBoolean(value);
        } else if (key.equals(CommandLine.CONFIRM)) {
            confirm = value;
        } else if (isFlag(key)) {
            input.put(key, Boolean.parseBoolean(value));
        } else {
            Values.check(key, value).ifPresent(wrong -> {
                throw CommandException.wrong(wrong + ". " + usage());
            });
            input.put(key, oneKindOfQuotes(value));
        }
    }

    /** A command has one normal form, in which a value stands in quotes of the other kind. */
    private static String oneKindOfQuotes(String value) {
        return value.indexOf('\'') < 0 ? value : value.replace('"', '\'');
    }

    private boolean isFlag(String key) {
        return key.equals(DRY_RUN) || command.flags().contains(key);
    }

    private String key(String written) {
        String key = written.toLowerCase(Locale.ROOT).replace('-', '_');
        Set<String> known = new TreeSet<>(command.keys().keySet());
        known.add(DRY_RUN);
        known.add(CommandLine.CONFIRM);
        if (!known.contains(key)) {
            String near = NearestName.of(key, known)
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse("");
            throw CommandException.wrong(
                    ("'" + command.name() + "' has no '" + written + "'. " + near + " " + usage()).replace("  ", " "));
        }
        return key;
    }

    private String usage() {
        return "Write: " + CommandLine.usage(command);
    }
}
