package io.bakehouse.engine.http;

import io.bakehouse.engine.Publisher;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.RunStatus;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bakes a server as it is, without waiting for a config run to report. */
@Singleton
public class BakeCommand implements Command {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Families families;
    private final Publisher publisher;
    private final InstantSource clock;

    public BakeCommand(Families families, Publisher publisher, InstantSource clock) {
        this.families = families;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "bake";
    }

    @Override
    public String purpose() {
        return "Makes an image of a server as it is now";
    }

    @Override
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("family", "image family");
        keys.put("server", "UUID or name of the server");
        return keys;
    }

    @Override
    public String example() {
        return "{\"family\": \"web\", \"server\": \"node-01.example.org\"}";
    }

    @Override
    public Done run(CommandInput input, String cause) {
        Recipe recipe = families.named(input.text("family"));
        String server = input.text("server");
        boolean isId = server.toLowerCase(Locale.ROOT).matches(UUID);
        ConfigRun run = new ConfigRun(
                "command",
                cause,
                outcome(recipe),
                isId ? List.of() : List.of(server),
                List.of(),
                List.of(),
                null,
                null,
                recipe.family(),
                isId ? server.toLowerCase(Locale.ROOT) : null,
                clock.instant());
        Event event = Event.of(EventType.CONFIG_RUN_FINISHED, run, recipe.family(), server);
        publisher.publish(List.of(event));
        String bake = Ids.bake(recipe.family(), recipe.revision(), run.cause());
        String words = "server '" + server + "' will be baked as '" + recipe.family() + "'";
        return new Done(name(), bake, "/bakes/" + bake, words, List.of(event.id()));
    }

    /** Whoever asks by hand has decided already: the recipe's own condition is met by an outcome that it lists. */
    private static RunStatus outcome(Recipe recipe) {
        return recipe.adopt().when().contains(RunStatus.COMPLETED)
                ? RunStatus.COMPLETED
                : recipe.adopt().when().stream().sorted().findFirst().orElse(RunStatus.COMPLETED);
    }
}
