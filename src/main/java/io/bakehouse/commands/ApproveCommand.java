package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandInput;
import io.bakehouse.model.Ids;
import io.bakehouse.model.ImageVerified;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets a verified image be promoted, where its recipe asks for that. */
@Singleton
public class ApproveCommand implements Command {
    private final Pending pending;

    public ApproveCommand(Pending pending) {
        this.pending = pending;
    }

    @Override
    public String name() {
        return "approve";
    }

    @Override
    public String purpose() {
        return "Promotes a verified image that waits for approval";
    }

    @Override
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("bake", "id of the bake whose image waits");
        keys.put("by", "who says so, for people");
        return keys;
    }

    @Override
    public List<String> positions() {
        return List.of("bake");
    }

    @Override
    public Effect effect() {
        return Effect.CHANGE;
    }

    @Override
    public Optional<String> family(CommandInput input) {
        return input.optionalText("bake").flatMap(Ids::familyOfBake);
    }

    @Override
    public String example() {
        return "{\"bake\": \"web-1f2e3d4c5b6a\", \"by\": \"alice\"}";
    }

    @Override
    public Done run(CommandInput input, String cause) {
        String by = input.optionalText("by").orElse("somebody");
        return pending.say(name(), input.text("bake"), new ImageVerified.Verdict(true, by, ""), cause);
    }
}
