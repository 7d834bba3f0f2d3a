package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.ImageQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What holds after every step. */
final class Bounds {
    private final World world;

    Bounds(World world) {
        this.world = world;
    }

    /** Looks at what is there now. */
    void check() {
        names();
        creations();
        world.quietly(() -> {
            world.strangers.check();
            return true;
        });
    }

    /** A name means one image at most, and never one that was not verified. */
    private void names() {
        Map<String, List<Image>> byName = images().stream()
                .filter(image -> image.isOurs() && Families.ALL.contains(image.name()))
                .collect(Collectors.groupingBy(Image::name, HashMap::new, Collectors.toList()));
        byName.forEach((name, images) -> {
            if (images.size() > 1) {
                throw new Violation("'" + name + "' means " + images.size() + " images: " + images);
            }
            String state = images.get(0).mark(Marks.STATE).orElse("");
            if (!state.equals(Marks.STATE_CURRENT) && !state.equals(Marks.STATE_REVOKED)) {
                throw new Violation("'" + name + "' means an image that is " + state + ": " + images.get(0));
            }
        });
    }

    private void creations() {
        world.creations.asked().forEach((key, times) -> {
            if (key.startsWith("createImage") && times > 1 + world.creations.unknown(key)) {
                throw new Violation(key + " was asked for " + times + " times");
            }
        });
    }

    List<Image> images() {
        return world.quietly(() -> world.cloud.cloud().images(ImageQuery.ours()));
    }
}
