package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Images that had a family's name: they neither change nor vanish before they are retired, which no current one is. */
final class Announced {
    private record Content(String checksum, long size, Optional<String> bake, Optional<String> server) {}

    private record Known(Content content, String state) {}

    private final World world;
    private final Map<String, Known> images = new HashMap<>();
    /** The youngest image of each family that ever had its name. */
    private final Map<String, Instant> youngest = new HashMap<>();

    Announced(World world) {
        this.world = world;
    }

    /** Compares with what was there before. */
    void check(List<Image> visible) {
        Map<String, Image> now = visible.stream()
                .filter(image -> image.isOurs() && image.mark(Marks.PROMOTED_AT).isPresent())
                .collect(Collectors.toMap(Image::id, image -> image));
        now.values().forEach(this::compare);
        for (Iterator<String> known = images.keySet().iterator(); known.hasNext(); ) {
            String id = known.next();
            if (!now.containsKey(id)) {
                gone(id);
                known.remove();
            }
        }
    }

    private void compare(Image image) {
        Content content = new Content(image.checksum(), image.size(), image.mark(Marks.BAKE), image.mark(Marks.SERVER));
        Known before =
                images.put(image.id(), new Known(content, image.properties().get(Marks.STATE)));
        if (before != null && !before.content().equals(content)) {
            throw new Violation("an announced image was " + before.content() + " and is " + image);
        }
        youngest.merge(image.mark(Marks.FAMILY).orElseThrow(), image.createdAt(), (a, b) -> a.isAfter(b) ? a : b);
    }

    private void gone(String id) {
        Optional<Image> hidden = world.quietly(() -> world.seen.image(id));
        String bake = images.get(id).content().bake().orElse("");
        if (hidden.isEmpty() && world.hands.touchedBake(bake)) {
            // Who deletes its record ends a bake: a sweep may be tidying up while the image gets the name.
            return;
        }
        if (hidden.isEmpty()) {
            throw new Violation("an announced image vanished before it was retired: " + id);
        }
        if (hidden.get().isRevoked() || !isTold(hidden.get())) {
            return;
        }
        if (hidden.get().mark(Marks.RETIRED_AT).isEmpty()) {
            throw new Violation("an announced image is hidden and was not retired: " + hidden.get());
        }
        if (Marks.STATE_CURRENT.equals(images.get(id).state())) {
            throw new Violation("the current image was retired: " + hidden.get());
        }
    }

    /** One that had the name for a moment, and gave way before anybody was told, goes on as if it never had. */
    private boolean isTold(Image image) {
        return image.mark(Marks.PROMOTED_AT).isPresent()
                || world.engine.published(EventType.IMAGE_PROMOTED).stream()
                        .anyMatch(event -> ((Ending) event.data()).image().equals(image.id()));
    }

    /** Somebody deletes it by hand. */
    void excuse(String id) {
        images.remove(id);
    }

    /** An image that gives way to an older one, where nobody has asked for that. */
    void superseded(Event event) {
        Ending ending = (Ending) event.data();
        boolean rolledBack =
                !world.engine.published(EventType.ROLLBACK_REQUESTED).isEmpty();
        Optional<Image> image = world.quietly(() -> world.seen.image(ending.image()));
        Instant rival = youngest.get(ending.family());
        if (!rolledBack
                && rival != null
                && image.isPresent()
                && image.get().createdAt().isAfter(rival)) {
            throw new Violation("an image gave way to an older one: " + image.get());
        }
    }
}
