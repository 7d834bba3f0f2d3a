package io.bakehouse.simulation.seeded;

import io.bakehouse.function.RollBack;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Rollouts and rollbacks, and what others want of the same images at the same moment. */
final class Replacements {
    private final World world;
    private final Requests requests;
    private final Runs runs;

    Replacements(World world, Requests requests, Runs runs) {
        this.world = world;
        this.requests = requests;
        this.runs = runs;
    }

    /** Mostly where there is something to replace: before that people see to it that there will be. */
    void rollOut(SplittableRandom random) {
        boolean makesSense = target(Families.WEB, images(Families.WEB)).isPresent()
                && world.seen.servers(ServerQuery.ours()).stream()
                        .anyMatch(server -> server.mark(Marks.BATCH).isPresent()
                                && server.mark(Marks.FAMILY).equals(Optional.of(Families.WEB)));
        if (makesSense || random.nextInt(4) == 0) {
            requests.command("rollout", "family", Families.WEB);
        } else {
            runs.converge(random);
        }
    }

    /** Mostly where there is a former image. */
    void rollBack(String family, SplittableRandom random) {
        List<Image> images = images(family);
        Optional<Image> target = target(family, images);
        if (target.isPresent()) {
            rollBack(family, RollBack.current(family, images), target, random);
        } else if (random.nextInt(4) == 0) {
            command(family);
        } else {
            runs.converge(random);
        }
    }

    /** Somebody rolls the family back, and is not always the only one who does something about it. */
    private void rollBack(String family, Optional<Image> current, Optional<Image> target, SplittableRandom random) {
        switch (random.nextInt(7)) {
            // Which makes the bakery go back by itself.
            case 0 -> current.ifPresent(image -> requests.revoke(image, random));
            // By itself and by hand: whoever comes second finds that it was done.
            case 1 -> {
                current.ifPresent(image -> requests.revoke(image, random));
                command(family);
            }
            case 2 -> {
                command(family);
                command(family);
            }
            // Only where the rollback was asked for before that was carried out.
            case 3 -> {
                target.ifPresent(image -> requests.revoke(image, random));
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
        requests.command("rollback", "family", family);
    }

    private static Optional<Image> target(String family, List<Image> images) {
        return RollBack.current(family, images).flatMap(from -> RollBack.previous(from, images));
    }

    private List<Image> images(String family) {
        return world.seen.images(ImageQuery.ours().with(Marks.FAMILY, family));
    }
}
