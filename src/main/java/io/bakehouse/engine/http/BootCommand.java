package io.bakehouse.engine.http;

import io.bakehouse.engine.Publisher;
import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Boots servers of a family's current image, or of another of its images. */
@Singleton
public class BootCommand implements Command {
    private final Cloud cloud;
    private final Families families;
    private final Publisher publisher;
    private final InstantSource clock;

    public BootCommand(Cloud cloud, Families families, Publisher publisher, InstantSource clock) {
        this.cloud = cloud;
        this.families = families;
        this.publisher = publisher;
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
    public String example() {
        return "{\"family\": \"web\", \"count\": 2}";
    }

    @Override
    public Done run(CommandInput input, String cause) {
        Recipe recipe = families.named(input.text("family"));
        int count = input.number("count", 1, Recipe.Batch.LARGEST)
                .orElseThrow(() -> Problems.of(400, "the key 'count' is missing"));
        if (recipe.batch().isEmpty()) {
            throw Problems.of(409, "the recipe of '" + recipe.family() + "' has no batch: say there how to boot it");
        }
        Image image = input.optionalText("image")
                .map(id -> named(recipe.family(), id))
                .orElseGet(() -> current(recipe.family()));
        String batch = Ids.batch(recipe.family(), image.id(), cause);
        BatchRequested data = new BatchRequested(recipe.family(), batch, image.id(), count, cause, clock.instant());
        Event event = Event.of(EventType.BATCH_REQUESTED, data);
        publisher.publish(List.of(event));
        String words = count + " servers of '" + recipe.family() + "' will be booted from image " + image.id();
        return new Done(name(), batch, "/batches/" + batch, words, List.of(event.id()));
    }

    private Image current(String family) {
        return cloud
                .images(ImageQuery.ours().with(Marks.FAMILY, family).with(Marks.STATE, Marks.STATE_CURRENT))
                .stream()
                .filter(image -> isBootable(image, family))
                .max(Image.RANK)
                .orElseThrow(() -> Problems.of(409, "'" + family + "' has no current image yet: bake one first"));
    }

    private Image named(String family, String id) {
        Optional<Image> found = cloud.image(id);
        if (found.filter(Image::isRevoked).isPresent()) {
            String why = found.get().mark(Marks.REASON).orElse("nobody said why");
            throw Problems.of(409, "the image " + id + " was revoked and is not booted any more: " + why);
        }
        return found.filter(image -> isBootable(image, family))
                .orElseThrow(() -> Problems.notFound("'" + family + "' has no image '" + id + "' that can be booted"));
    }

    private static boolean isBootable(Image image, String family) {
        return image.isOurs()
                && !image.isRecord()
                && !image.isRevoked()
                && image.has(Marks.FAMILY, family)
                && image.status() == ImageStatus.ACTIVE;
    }
}
