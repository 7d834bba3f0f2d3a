package io.bakehouse.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bakehouse.platform.NearestName;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** The JSON object of a command, whose every mistake is answered with how to do it right. */
public final class CommandInput {
    private static final int LONGEST_TEXT = 255;
    private final JsonNode object;

    /** Takes the body, null for none; refuses keys that the command does not know. */
    public CommandInput(JsonNode body, Set<String> keys) {
        object = body == null || body.isNull() ? JsonNodeFactory.instance.objectNode() : body;
        if (!object.isObject()) {
            throw CommandException.wrong("the body must be a JSON object");
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!keys.contains(name)) {
                String near = NearestName.of(name, keys)
                        .map(key -> "did you mean '" + key + "'?")
                        .orElse("there are " + keys);
                throw CommandException.wrong("unknown key '" + name + "': " + near);
            }
        }
    }

    /** The text, or a 400 that names the key. */
    public String text(String key) {
        return optionalText(key).orElseThrow(() -> CommandException.wrong("the key '" + key + "' is missing"));
    }

    public Optional<String> optionalText(String key) {
        JsonNode value = object.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        String text = value.asText().strip();
        if (!value.isTextual() || text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw CommandException.wrong("'" + key + "' must be a text of 1 to " + LONGEST_TEXT + " characters");
        }
        return Optional.of(text);
    }

    /** Whether it is {@code true}; false without it. */
    public boolean flag(String key) {
        JsonNode value = object.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw CommandException.wrong("'" + key + "' must be true or false");
        }
        return value.booleanValue();
    }

    /** The whole number, which may also be written as text. */
    public Optional<Integer> number(String key, int least, int most) {
        JsonNode value = object.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.asText().matches("\\d{1,9}")
                || Integer.parseInt(value.asText()) < least
                || Integer.parseInt(value.asText()) > most) {
            throw CommandException.wrong("'" + key + "' must be a whole number from " + least + " to " + most);
        }
        return Optional.of(Integer.parseInt(value.asText()));
    }
}
