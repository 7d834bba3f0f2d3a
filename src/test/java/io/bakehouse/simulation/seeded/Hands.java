package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerOptions;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Hands that interfere with what is the bakery's: nobody else is blamed for what they touched, and for nothing more. */
final class Hands {
    /** Few interfere, and then they do. */
    private static final int FACTOR = 100;

    private static final int KINDS = 7;
    private static final String WHO = "people";

    private final World world;
    /** The bakes, batches and families that something of was deleted, renamed or marked. */
    private final Set<String> bakes = new HashSet<>();

    private final Set<String> batches = new HashSet<>();
    private final Set<String> families = new HashSet<>();

    Hands(World world) {
        this.world = world;
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
            case 1 -> cloneServer(random);
            case 2 -> markImage(random);
            case 3 -> deleteServer(random);
            case 4 -> deleteImage(random);
            case 5 -> deleteRecord(random);
            default -> renameImage(random);
        }
        return world.troubles.struck().size() > before;
    }

    private boolean strikes(Trouble trouble) {
        return world.troubles.strikes(trouble, WHO, FACTOR);
    }

    private void stranger() {
        if (strikes(Trouble.LOOK_ALIKE)) {
            world.trace.add(world.clock.instant(), "stranger", "makes something");
            world.strangers.make();
        }
    }

    private void deleteServer(SplittableRandom random) {
        List<Server> servers = cloud().servers(ServerQuery.ours()).stream()
                .filter(Server::isOurs)
                .toList();
        if (!servers.isEmpty() && strikes(Trouble.DELETED_BY_HAND)) {
            Server server = servers.get(random.nextInt(servers.size()));
            touch("delete server " + server.id(), server.metadata());
            world.creations.excuse(server.metadata(), false);
            cloud().deleteServer(server.id());
        }
    }

    /** Somebody boots another one with all that a builder has, marks included. */
    private void cloneServer(SplittableRandom random) {
        List<Server> servers = cloud().servers(ServerQuery.builders()).stream()
                .filter(server -> server.isOurs()
                        && server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BUILDER))
                        && server.status() != ServerStatus.BUILD)
                .toList();
        if (!servers.isEmpty() && strikes(Trouble.CLONED_BY_HAND)) {
            Server server = servers.get(random.nextInt(servers.size()));
            touch("clone server " + server.id(), server.metadata());
            ServerOptions options = new ServerOptions(
                    "m1.nano", "none", Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Map.of());
            cloud().createServers(
                            ServerSpec.of(
                                    server.name(),
                                    world.cloud.baseImage(),
                                    options,
                                    server.metadata(),
                                    List.copyOf(server.tags())),
                            1);
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
    private void deleteRecord(SplittableRandom random) {
        List<Image> records = cloud().images(ImageQuery.records()).stream()
                .filter(record -> record.has(Marks.STATE, Marks.STATE_OPEN)
                        && record.mark(Marks.BAKE).isPresent())
                .toList();
        if (!records.isEmpty()) {
            delete(records.get(random.nextInt(records.size())));
        }
    }

    /** That image goes, whatever it was for. */
    void delete(Image image) {
        if (strikes(Trouble.DELETED_BY_HAND)) {
            touch("delete image " + image.id(), image.properties());
            world.announced.excuse(image.id());
            world.creations.excuse(image.properties(), true);
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

    private void touch(String what, Map<String, String> marks) {
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
        return world.cloud.cloud();
    }
}
