package io.bakehouse.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A command as somebody wrote it, read but not judged.
 *
 * @param input its JSON object
 * @param confirm the code with which somebody confirms it, or empty
 */
public record CommandLine(Command command, ObjectNode input, Optional<String> confirm) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The option that carries a code. */
    static final String CONFIRM = "confirm";

    /** The same command in one normal form, which the grammar reads again as this; without the code. */
    public String text() {
        return text(command, input);
    }

    /** That command with those values, written out. */
    public static String text(Command command, ObjectNode input) {
        StringBuilder line = new StringBuilder(command.name());
        input.properties()
                .forEach(entry -> line.append(' ')
                        .append(entry.getKey())
                        .append('=')
                        .append(quoted(entry.getValue().asText())));
        return line.toString();
    }

    /** How to write a command by hand. */
    public static String usage(Command command) {
        StringBuilder line = new StringBuilder(command.name());
        command.positions().forEach(key -> line.append(" [").append(key).append(']'));
        command.keys().keySet().stream()
                .filter(key -> !command.positions().contains(key))
                .forEach(key -> line.append(command.flags().contains(key) ? " [--" + key : " [" + key + "=…")
                        .append(']'));
        return line.toString();
    }

    /** The object in that text, which was written by {@link #input()}. */
    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a command's input is a JSON object", e);
        }
    }

    private static String quoted(String value) {
        boolean plain = value.matches("[^\\s\"']+");
        return plain ? value : value.indexOf('"') < 0 ? '"' + value + '"' : "'" + value.replace('\'', ' ') + "'";
    }
}
