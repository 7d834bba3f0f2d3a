package io.bakehouse.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Discord asks for each value by name; here they become a line as people write it elsewhere. */
final class DiscordOptions {
    /** Options that need no name when they come first, because the grammar finds out what they are. */
    private static final Set<String> TARGETS = Set.of("server", "family", "bake", "target", "command");

    private static final int SUBCOMMAND = 1;
    private static final int GROUP = 2;
    private static final int TEXT = 3;
    private static final int DEEPEST = 3;

    private DiscordOptions() {}

    /** The subcommand and its options; an option {@code text} is a line by itself. */
    static String line(JsonNode data) {
        JsonNode options = data.path("options");
        StringBuilder line = new StringBuilder();
        for (int depth = 0; depth < DEEPEST && isSubcommand(options.path(0)); depth++) {
            line.append(' ').append(options.path(0).path("name").asText());
            options = options.path(0).path("options");
        }
        boolean first = true;
        for (JsonNode option : options) {
            line.append(word(option, first));
            first = false;
        }
        return line.toString().strip();
    }

    private static boolean isSubcommand(JsonNode option) {
        int type = option.path("type").asInt();
        return type == SUBCOMMAND || type == GROUP;
    }

    private static String word(JsonNode option, boolean first) {
        String name = option.path("name").asText();
        JsonNode value = option.path("value");
        if (value.isBoolean()) {
            return value.booleanValue() ? " --" + name.replace('_', '-') : "";
        }
        String text = value.asText();
        if (name.equals("text") && option.path("type").asInt() == TEXT) {
            return " " + text;
        }
        return " " + (first && TARGETS.contains(name) ? "" : name + "=") + quoted(text);
    }

    private static String quoted(String text) {
        return text.matches("[^\\s\"']+") ? text : "\"" + text.replace('"', '\'') + "\"";
    }
}
