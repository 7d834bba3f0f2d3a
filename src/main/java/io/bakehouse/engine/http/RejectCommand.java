package io.bakehouse.engine.http;

import io.bakehouse.model.ImageVerified;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

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
                        false, by, input.optionalText("reason").orElse("")));
    }
}
