package io.bakehouse.commands;

import io.bakehouse.command.Command;
import io.bakehouse.command.CommandException;
import io.bakehouse.command.CommandInput;
import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Recipe;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Boots servers of a family's current image, or of another of its images. */
@Singleton
public class BootCommand implements Command {
    private final BootableImages images;
    private final Families families;
    private final InstantSource clock;

    public BootCommand(BootableImages images, Families families, InstantSource clock) {
        this.images = images;
        this.families = families;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "boot";
    }

    @Override
    public String purpose() {
        return "Boots a batch of servers of a family";
    }

    @Override
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("family", "image family");
        keys.put("count", "how many servers, 1 to " + Recipe.Batch.LARGEST);
        keys.put("image", "id of one of the family's images; without it, the current one");
        return keys;
    }

    @Override
    public List<String> positions() {
        return List.of("family", "count", "image");
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
        return "{\"family\": \"web\", \"count\": 2}";
    }

    @Override
    public Done run(CommandInput input, String cause) {
        Recipe recipe = families.named(input.text("family"));
        int count = input.number("count", 1, Recipe.Batch.LARGEST)
                .orElseThrow(() -> CommandException.wrong("the key 'count' is missing"));
        if (recipe.batch().isEmpty()) {
            throw CommandException.conflict(
                    "the recipe of '" + recipe.family() + "' has no batch: say there how to boot it");
        }
        Image image = images.of(recipe.family(), input.optionalText("image"));
        String batch = Ids.batch(recipe.family(), image.id(), cause);
        BatchRequested data = new BatchRequested(recipe.family(), batch, image.id(), count, cause, clock.instant());
        Event event = Event.of(EventType.BATCH_REQUESTED, data);
        String words = count + " servers of '" + recipe.family() + "' will be booted from image " + image.id();
        return new Done(name(), batch, "/batches/" + batch, words, List.of(event));
    }
}
