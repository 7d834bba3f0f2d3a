package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandInput;
import io.bakehouse.platform.DeadLetters;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Delivers events again that a function gave up. */
@Singleton
public class RedriveCommand implements Command {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    private final DeadLetters deadLetters;

    public RedriveCommand(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public String name() {
        return "redrive";
    }

    @Override
    public String purpose() {
        return "Delivers dead letters again";
    }

    @Override
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("function", "name of a function; without it, all of them");
        keys.put("limit", "at most so many, 1 to " + MOST + "; without it, " + USUAL);
        return keys;
    }

    @Override
    public List<String> positions() {
        return List.of("function", "limit");
    }

    @Override
    public Effect effect() {
        return Effect.CHANGE;
    }

    @Override
    public boolean actsAtOnce() {
        return true;
    }

    @Override
    public Optional<String> family(CommandInput input) {
        return Optional.empty();
    }

    @Override
    public String example() {
        return "{\"function\": \"request-snapshot\", \"limit\": 10}";
    }

    @Override
    public Done run(CommandInput input, String cause) {
        String function = input.optionalText("function").orElse("all");
        int limit = input.number("limit", 1, MOST).orElse(USUAL);
        int count;
        try {
            count = deadLetters.redrive(function, limit);
        } catch (IllegalArgumentException e) {
            throw CommandException.unknown(e.getMessage());
        }
        return new Done(name(), null, null, count + " dead letters of " + function + " are delivered again", List.of());
    }
}
