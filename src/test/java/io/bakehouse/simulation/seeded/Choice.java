package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.ImageQuery;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What people choose among: families, and the images that are there. */
final class Choice {
    private final World world;

    Choice(World world) {
        this.world = world;
    }

    /** Most often the one that has the most images. */
    static String family(SplittableRandom random) {
        return Families.ALL.get(Math.max(0, random.nextInt(5) - 2));
    }

    /** Most often one that is something, or is to become something. */
    Optional<Image> image(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> image(Marks.STATE_CURRENT, random);
            case 1 -> image(Marks.STATE_CANDIDATE, random);
            default -> image("", random);
        };
    }

    /** One of that state, or any when there is none. */
    Optional<Image> image(String state, SplittableRandom random) {
        List<Image> images = world.seen.images(ImageQuery.ours());
        List<Image> some =
                images.stream().filter(image -> image.has(Marks.STATE, state)).toList();
        List<Image> among = some.isEmpty() ? images : some;
        return among.isEmpty() ? Optional.empty() : Optional.of(among.get(random.nextInt(among.size())));
    }
}
