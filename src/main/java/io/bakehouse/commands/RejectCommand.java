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

/** Does not let a verified image be promoted. */
@Singleton
public class RejectCommand implements Command {
    private final Pending pending;

    public RejectCommand(Pending pending) {
        this.pending = pending;
    }

    @Override
    public String name() {
        return "reject";
    }

    @Override
    public String purpose() {
        return "Rejects a verified image that waits for approval";
    }

    @Override
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("bake", "id of the bake whose image waits");
        keys.put("by", "who says so, for people");
        keys.put("reason", "why not");
        return keys;
    }

    @Override
    public List<String> positions() {
        return List.of("bake", "reason");
    }

    @Override
    public Effect effect() {
        return Effect.DESTROY;
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
        return pending.say(
                name(),
                input.text("bake"),
                new ImageVerified.Verdict(
                        false, by, input.optionalText("reason").orElse("")),
                cause);
    }
}
