package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
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
        List<Image> images = images();
        names(images);
        world.announced.check(images);
        world.creations.check();
        world.quietly(() -> {
            world.strangers.check();
            return true;
        });
    }

    /** A name means one image, but for a race of two, and never one that was not verified. */
    private void names(List<Image> all) {
        Map<String, List<Image>> byName = all.stream()
                .filter(image -> image.isOurs() && Families.ALL.contains(image.name()))
                .collect(Collectors.groupingBy(Image::name, HashMap::new, Collectors.toList()));
        byName.forEach((name, images) -> {
            if (images.size() > 1 && !world.naming.isRace(images)) {
                throw new Violation("'" + name + "' means " + images.size() + " images: " + images);
            }
            images.forEach(image -> named(name, image));
        });
    }

    private static void named(String name, Image image) {
        verified(image);
        String state = image.mark(Marks.STATE).orElse("");
        if (!state.equals(Marks.STATE_CURRENT) && !state.equals(Marks.STATE_REVOKED)) {
            throw new Violation("'" + name + "' means an image that is " + state + ": " + image);
        }
    }

    /** Whatever its recipe asks for has happened before it got the name. */
    private static void verified(Image image) {
        String family = image.mark(Marks.FAMILY).orElse("");
        boolean gated = !family.equals(Families.WEB);
        if (gated && image.mark(Marks.VERIFIED_AT).isEmpty()) {
            throw new Violation("'" + family + "' means an image that was not verified: " + image);
        }
        if (family.equals(Families.DB) && image.mark(Marks.APPROVE_UNTIL).isEmpty()) {
            throw new Violation("'" + family + "' means an image that nobody was asked about: " + image);
        }
    }

    /** A batch is ready when all its servers have booted. */
    void ready(Ending batch) {
        long booted = world.quietly(() -> world.seen.servers(ServerQuery.batch(batch.batch()))).stream()
                .filter(server -> server.status() != ServerStatus.BUILD)
                .count();
        if (booted < batch.count() && !world.hands.touchedBatch(batch.batch())) {
            throw new Violation("batch " + batch.batch() + " is called ready with " + booted + " servers");
        }
    }

    /** Servers of a batch that are made, and are more than it wants and than can be explained. */
    void made(ServerSpec spec) {
        String batch = spec.metadata().get(Marks.BATCH);
        Integer wanted = world.wanted.get(batch);
        if (wanted == null) {
            return;
        }
        // One that is broken or leaving may be replaced by now.
        long there = world.quietly(() -> world.seen.servers(ServerQuery.batch(batch))).stream()
                .filter(server -> server.status() != ServerStatus.ERROR && !server.isLeaving())
                .count();
        if (there > wanted + world.creations.excusedOfBatch(batch)) {
            throw new Violation("batch " + batch + " has " + there + " servers and wants " + wanted);
        }
    }

    List<Image> images() {
        return world.quietly(() -> world.seen.images(ImageQuery.ours()));
    }
}
