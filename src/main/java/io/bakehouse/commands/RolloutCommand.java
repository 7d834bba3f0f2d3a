package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandInput;
import io.bakehouse.function.RollOut;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Plan;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.RolloutRequested;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replaces a family's servers by servers of its current image, or of another of its images. */
@Singleton
public class RolloutCommand implements Command {
    private final BootableImages images;
    private final Families families;
    private final RollOut function;
    private final InstantSource clock;

    public RolloutCommand(BootableImages images, Families families, RollOut function, InstantSource clock) {
        this.images = images;
        this.families = families;
        this.function = function;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "rollout";
    }

    @Override
    public String purpose() {
        return "Replaces the servers of a family, a few at a time";
    }

    @Override
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("family", "image family");
        keys.put("image", "id of one of the family's images; without it, the current one");
        keys.put("plan", "hash of a plan; when the cloud has changed since, nothing happens");
        return keys;
    }

    @Override
    public List<String> positions() {
        return List.of("family", "image");
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
        RolloutRequested request = request(input, cause);
        Event event = Event.of(EventType.ROLLOUT_REQUESTED, request);
        String rollout = request.rollout();
        String words =
                "the servers of '" + request.family() + "' will be replaced by servers of image " + request.image();
        return new Done(name(), rollout, "/rollouts/" + rollout, words, List.of(event));
    }

    private RolloutRequested request(CommandInput input, String cause) {
        Recipe recipe = families.named(input.text("family"));
        if (recipe.batch().isEmpty()) {
            throw CommandException.conflict(
                    "the recipe of '" + recipe.family() + "' has no batch: say there how to boot it");
        }
        Image image = images.of(recipe.family(), input.optionalText("image"));
        String plan = input.optionalText("plan").orElse(null);
        String rollout = Ids.rollout(recipe.family(), image.id(), cause);
        return new RolloutRequested(recipe.family(), rollout, image.id(), cause, plan, clock.instant());
    }
}
