package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Hands that interfere with what is the bakery's: nobody else is blamed for what they touched, and for nothing more. */
final class Hands {
    /** Few interfere, and then they do. */
    private static final int FACTOR = 300;

    private static final int KINDS = 12;
    private static final String WHO = "people";

    private final World world;
    private final ServersByHand servers;
    /** The bakes, batches and families that something of was deleted, renamed or marked. */
    private final Set<String> bakes = new HashSet<>();

    private final Set<String> batches = new HashSet<>();
    private final Set<String> families = new HashSet<>();

    Hands(World world) {
        this.world = world;
        this.servers = new ServersByHand(world, this);
    }

    /** A minute has passed: not while nothing is to go wrong any more. */
    void minute() {
        if (!world.troubles.isOver()) {
            servers.minute();
        }
    }

    /** Somebody does something, mostly. */
    void act(SplittableRandom random) {
        int first = random.nextInt(KINDS);
        for (int i = 0; i < KINDS && !isDone(first + i, random); i++) {
            // The next may find something to do.
        }
    }

    private boolean isDone(int kind, SplittableRandom random) {
        int before = world.troubles.struck().size();
        switch (kind % KINDS) {
            case 0 -> stranger();
            case 1 -> markImage(random);
            case 2, 10 -> servers.cloneBuilder(random);
            case 3, 11 -> servers.exchange(random);
            case 4, 5 -> deleteRecord(baking(), random);
            case 6 -> servers.deleteAny(random);
            case 7 -> deleteImage(random);
            case 8 -> deleteRecord(open(), random);
            default -> renameImage(random);
        }
        return world.troubles.struck().size() > before;
    }

    /** Whether they do that to something. */
    boolean strikes(Trouble trouble) {
        return world.troubles.strikes(trouble, WHO, FACTOR);
    }

    private void stranger() {
        if (strikes(Trouble.LOOK_ALIKE)) {
            world.trace.add(world.clock.instant(), "stranger", "makes something");
            world.strangers.make();
        }
    }

    /** Most often one that is to become something. */
    private void deleteImage(SplittableRandom random) {
        List<Image> images = images();
        List<Image> pending = images.stream()
                .filter(image -> image.has(Marks.STATE, Marks.STATE_CANDIDATE))
                .toList();
        List<Image> some = pending.isEmpty() || random.nextInt(4) == 0 ? images : pending;
        if (!some.isEmpty()) {
            delete(some.get(random.nextInt(some.size())));
        }
    }

    /** Somebody tidies up, and takes the record of a bake for waste. */
    private void deleteRecord(List<Image> records, SplittableRandom random) {
        if (!records.isEmpty()) {
            delete(records.get(random.nextInt(records.size())));
        }
    }

    private List<Image> open() {
        return cloud().images(ImageQuery.records()).stream()
                .filter(record -> record.has(Marks.STATE, Marks.STATE_OPEN)
                        && record.mark(Marks.BAKE).isPresent())
                .toList();
    }

    /** Of bakes that have an image by now, which nobody has found good yet. */
    private List<Image> baking() {
        Set<String> bakes = images().stream()
                .filter(Image::isCandidate)
                .flatMap(image -> image.mark(Marks.BAKE).stream())
                .collect(Collectors.toSet());
        return open().stream()
                .filter(record -> bakes.contains(record.mark(Marks.BAKE).orElseThrow()))
                .toList();
    }

    /** That image goes, whatever it was for. */
    void delete(Image image) {
        if (strikes(Trouble.DELETED_BY_HAND)) {
            touch("delete image " + image.id(), image.properties());
            world.announced.excuse(image.id());
            image.mark(Marks.BAKE).ifPresent(world.creations::excuseBake);
            cloud().deleteImage(image.id());
        }
    }

    private void renameImage(SplittableRandom random) {
        List<Image> images = images();
        if (!images.isEmpty() && strikes(Trouble.RENAMED_BY_HAND)) {
            Image image = images.get(random.nextInt(images.size()));
            touch("rename image " + image.id(), image.properties());
            cloud().updateImage(
                            image.id(), new ImageChange(Optional.of("renamed-by-hand"), Optional.empty(), Map.of()));
        }
    }

    /** Somebody believes that the mark is all there is to it. */
    private void markImage(SplittableRandom random) {
        List<Image> images = images().stream()
                .filter(image -> image.has(Marks.STATE, Marks.STATE_PREVIOUS))
                .toList();
        if (!images.isEmpty() && strikes(Trouble.MARKED_BY_HAND)) {
            Image image = images.get(random.nextInt(images.size()));
            touch("mark image " + image.id(), image.properties());
            cloud().updateImage(image.id(), ImageChange.mark(Map.of(Marks.STATE, Marks.STATE_CURRENT)));
        }
    }

    /** Somebody has done that to what has these marks. */
    void touch(String what, Map<String, String> marks) {
        Optional.ofNullable(marks.get(Marks.FAMILY)).ifPresent(families::add);
        Optional.ofNullable(marks.get(Marks.BAKE)).ifPresent(bakes::add);
        Optional.ofNullable(marks.get(Marks.BATCH)).ifPresent(batches::add);
        world.trace.add(world.clock.instant(), WHO, what);
    }

    private List<Image> images() {
        return cloud().images(ImageQuery.ours()).stream().filter(Image::isOurs).toList();
    }

    boolean touchedBake(String bake) {
        return bakes.contains(bake);
    }

    boolean touchedBatch(String batch) {
        return batches.contains(batch);
    }

    boolean touchedFamily(String family) {
        return families.contains(family);
    }

    private Cloud cloud() {
        return world.seen;
    }
}
