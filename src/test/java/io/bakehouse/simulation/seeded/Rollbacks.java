package io.bakehouse.simulation.seeded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.function.RollBack;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.ImageQuery;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Rollbacks, and what others want of the same images at the same moment. */
final class Rollbacks {
    private final World world;
    private final People people;

    Rollbacks(World world, People people) {
        this.world = world;
        this.people = people;
    }

    /** Whether the family has an image to go back to. */
    boolean isPossible(String family) {
        return target(family, images(family)).isPresent();
    }

    /** Somebody rolls the family back, and is mostly the only one who does something about it. */
    void rollBack(String family, SplittableRandom random) {
        List<Image> images = images(family);
        Optional<Image> current = RollBack.current(family, images);
        Optional<Image> target = target(family, images);
        switch (random.nextInt(7)) {
            // Which makes the bakery go back by itself.
            case 0 -> revoke(current);
            // By itself and by hand: whoever comes second finds that it was done.
            case 1 -> {
                revoke(current);
                command(family);
            }
            case 2 -> {
                command(family);
                command(family);
            }
            // Only where the rollback was asked for before that was carried out.
            case 3 -> {
                revoke(target);
                command(family);
            }
            case 4 -> {
                command(family);
                target.ifPresent(world.hands::delete);
            }
            default -> command(family);
        }
    }

    private void command(String family) {
        people.command("rollback", "family", family);
    }

    private void revoke(Optional<Image> image) {
        image.ifPresent(some -> {
            ObjectNode revocation = people.revocation(some);
            people.command("revoke", revocation);
        });
    }

    private static Optional<Image> target(String family, List<Image> images) {
        return RollBack.current(family, images).flatMap(from -> RollBack.previous(from, images));
    }

    private List<Image> images(String family) {
        return world.cloud.cloud().images(ImageQuery.ours().with(Marks.FAMILY, family));
    }
}
