package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandInput;
import io.bakehouse.function.RetireImages;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Plan;
import io.bakehouse.model.RetireRequested;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hides and deletes images that their recipe keeps no longer, without waiting for the schedule. */
@Singleton
public class RetireCommand implements Command {
    private final Families families;
    private final RetireImages function;
    private final InstantSource clock;

    public RetireCommand(Families families, RetireImages function, InstantSource clock) {
        this.families = families;
        this.function = function;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "retire";
    }

    @Override
    public String purpose() {
        return "Hides images that their recipe keeps no longer, and deletes those hidden for long enough";
    }

    @Override
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("family", "image family; without it, all of them");
        keys.put("plan", "hash of a plan; without it, whatever follows");
        return keys;
    }

    @Override
    public List<String> positions() {
        return List.of("family");
    }

    @Override
    public Effect effect() {
        return Effect.DESTROY;
    }

    @Override
    public Optional<String> family(CommandInput input) {
        return input.optionalText("family");
    }

    @Override
    public String example() {
        return "{\"family\": \"web\"}";
    }

    @Override
    public Optional<Plan> plan(CommandInput input, String cause) {
        return Optional.of(function.plan(request(input, cause)));
    }

    @Override
    public Done run(CommandInput input, String cause) {
        RetireRequested request = request(input, cause);
        Event event = Event.of(EventType.RETIRE_REQUESTED, request);
        String which = request.family() == null ? "all families" : "'" + request.family() + "'";
        String words = "images of " + which + " that their recipe keeps no longer will be retired";
        return new Done(name(), request.cause(), null, words, List.of(event));
    }

    private RetireRequested request(CommandInput input, String cause) {
        String family = input.optionalText("family")
                .map(name -> families.named(name).family())
                .orElse(null);
        String id = Ids.command(name(), family == null ? "" : family, cause);
        return new RetireRequested(family, id, input.optionalText("plan").orElse(null), clock.instant());
    }
}
