package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandInput;
import io.bakehouse.function.StartBake;
import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Plan;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.RunStatus;
import io.bakehouse.openstack.Cloud;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Bakes a family from its recipe's builder, or a server as it is without waiting for its config run to report. */
@Singleton
public class BakeCommand implements Command {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Cloud cloud;
    private final Families families;
    private final StartBake function;
    private final InstantSource clock;

    public BakeCommand(Cloud cloud, Families families, StartBake function, InstantSource clock) {
        this.cloud = cloud;
        this.families = families;
        this.function = function;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "bake";
    }

    @Override
    public String purpose() {
        return "Builds, verifies and promotes an image of a family, or makes one of a server as it is now";
    }

    @Override
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("family", "image family");
        keys.put(
                "server",
                "UUID or name of a server to bake as it is; without it, a builder is booted as the recipe says");
        keys.put("reason", "why, for people");
        keys.put("plan", "hash of a plan of a bake without 'server'; without it, whatever follows");
        return keys;
    }

    @Override
    public List<String> positions() {
        return List.of("family", "server");
    }

    @Override
    public Effect effect() {
        return Effect.CHANGE;
    }

    @Override
    public Optional<String> family(CommandInput input) {
        return input.optionalText("family");
    }

    @Override
    public String example() {
        return "{\"family\": \"web\", \"server\": \"node-01.example.org\"}";
    }

    @Override
    public Optional<Plan> plan(CommandInput input, String cause) {
        Recipe recipe = families.named(input.text("family"));
        Optional<String> server = input.optionalText("server");
        if (server.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(function.plan(request(recipe, input, cause), cloud.limits()));
    }

    @Override
    public Done run(CommandInput input, String cause) {
        Recipe recipe = families.named(input.text("family"));
        if (input.optionalText("plan").isPresent()) {
            refuseServer(input);
        }
        Optional<String> server = input.optionalText("server");
        return server.isPresent() ? adopt(recipe, server.get(), cause) : build(request(recipe, input, cause), recipe);
    }

    private static void refuseServer(CommandInput input) {
        if (input.optionalText("server").isPresent()) {
            throw CommandException.wrong(
                    "a bake of a server as it is cannot be bound to a plan: leave out 'server', or 'plan'");
        }
    }

    private BakeRequested request(Recipe recipe, CommandInput input, String cause) {
        if (recipe.builder().isEmpty()) {
            throw CommandException.conflict("the recipe of '" + recipe.family()
                    + "' has no section 'builder': name a server to bake, or say there how to build one");
        }
        String reason = input.optionalText("reason").orElse("somebody asked for it");
        String plan = input.optionalText("plan").orElse(null);
        return new BakeRequested(recipe.family(), cause, reason, plan, clock.instant());
    }

    private Done build(BakeRequested data, Recipe recipe) {
        Event event = Event.of(EventType.BAKE_REQUESTED, data);
        String bake = Ids.bake(recipe.family(), recipe.revision(), data.cause());
        String words = "a builder for '" + recipe.family() + "' will be booted, baked and verified";
        return new Done(name(), bake, "/bakes/" + bake, words, List.of(event));
    }

    private Done adopt(Recipe recipe, String server, String cause) {
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
        String bake = Ids.bake(recipe.family(), recipe.revision(), run.cause());
        String words = "server '" + server + "' will be baked as '" + recipe.family() + "'";
        return new Done(name(), bake, "/bakes/" + bake, words, List.of(event));
    }

    /** Whoever asks by hand has decided already: the recipe's own condition is met by an outcome that it lists. */
    private static RunStatus outcome(Recipe recipe) {
        return recipe.adopt().when().contains(RunStatus.COMPLETED)
                ? RunStatus.COMPLETED
                : recipe.adopt().when().stream().sorted().findFirst().orElse(RunStatus.COMPLETED);
    }
}
