package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds once nothing has gone wrong for a while. */
final class Ends {
    private final World world;
    private final People people;
    private final List<Server> servers;
    private final List<Image> images;
    private final List<Image> records;

    Ends(World world, People people) {
        this.world = world;
        this.people = people;
        this.servers = world.seen.servers(ServerQuery.ours()).stream()
                .filter(Server::isOurs)
                .toList();
        this.images = world.seen.images(ImageQuery.ours()).stream()
                .filter(Image::isOurs)
                .toList();
        this.records = world.seen.images(ImageQuery.records());
    }

    void check() {
        world.bounds.check();
        noOrphans();
        batches();
        onceEnded();
        names();
        secrets();
        new Accepted(world, people.revisions()).check(people.accepted());
    }

    /** A family that ever had a current image has one, by its name; after a revocation none may be left. */
    private void names() {
        List<Image> hidden = world.seen.images(ImageQuery.oursHidden()).stream()
                .filter(Image::isOurs)
                .toList();
        Stream.concat(images.stream(), hidden.stream())
                .filter(image -> image.isRevoked() && isNamed(image))
                .forEach(image -> {
                    throw new Violation("a revoked image has the name: " + image);
                });
        Set<String> promoted = ends(EventType.IMAGE_PROMOTED).stream()
                .map(Ending::family)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String family : promoted) {
            List<Image> current = images.stream()
                    .filter(image -> image.has(Marks.FAMILY, family) && image.has(Marks.STATE, Marks.STATE_CURRENT))
                    .toList();
            boolean one = current.size() == 1 && current.get(0).name().equals(family);
            boolean none = current.isEmpty() && world.promises.mayLack(family);
            if (!one && !none && !world.hands.touchedFamily(family)) {
                throw new Violation("'" + family + "' was promoted, and its current images are " + current);
            }
        }
    }

    private static boolean isNamed(Image image) {
        return image.has(Marks.STATE, Marks.STATE_CURRENT) || Families.ALL.contains(image.name());
    }

    private void secrets() {
        world.engine.deadLetters(Integer.MAX_VALUE).forEach(Secrets::checkDead);
    }

    /** Whether nothing is under way, and nothing needs a sweep. */
    static boolean isNothingLeft(World world) {
        return world.seen.servers(ServerQuery.builders()).stream().noneMatch(Server::isOurs)
                && world.seen.images(ImageQuery.records()).stream()
                        .noneMatch(record -> record.has(Marks.STATE, Marks.STATE_OPEN))
                && world.seen.images(ImageQuery.ours()).stream()
                        .noneMatch(image -> image.isOurs() && image.has(Marks.STATE, Marks.STATE_CANDIDATE));
    }

    private void noOrphans() {
        for (Server server : servers) {
            String role = server.mark(Marks.ROLE).orElse("");
            if (Set.of(Marks.ROLE_BUILDER, Marks.ROLE_CANARY).contains(role)) {
                throw new Violation("a " + role + " is left: " + server);
            }
        }
        for (Image record : records) {
            if (record.has(Marks.STATE, Marks.STATE_OPEN)) {
                throw new Violation("a record is open: " + record);
            }
        }
        for (Image image : images) {
            if (image.has(Marks.STATE, Marks.STATE_CANDIDATE)) {
                throw new Violation("a candidate is left: " + image);
            }
        }
    }

    /** Exactly N servers and a good end, or none and a failure. */
    private void batches() {
        Map<String, List<Ending>> ends = ends(EventType.BATCH_READY, EventType.BATCH_FAILED).stream()
                .collect(Collectors.groupingBy(Ending::batch, HashMap::new, Collectors.toList()));
        Map<String, Long> there = servers.stream()
                .filter(server -> server.mark(Marks.BATCH).isPresent())
                .collect(Collectors.groupingBy(
                        server -> server.mark(Marks.BATCH).get(), HashMap::new, Collectors.counting()));
        ends.forEach((batch, all) -> {
            Set<String> types = new TreeSet<>(all.stream().map(Ending::type).toList());
            if (types.size() > 1) {
                throw new Violation("batch " + batch + " ended in two ways: " + all);
            }
            long left = there.getOrDefault(batch, 0L);
            Integer wanted = all.get(0).count();
            boolean failed = types.contains(EventType.BATCH_FAILED.wire());
            if (failed && left > 0 && !world.hands.touchedBatch(batch)) {
                throw new Violation("batch " + batch + " has failed and left " + left + " servers");
            }
            if (!failed && left > wanted) {
                throw new Violation("batch " + batch + " has " + left + " servers instead of " + wanted);
            }
        });
    }

    /** Every bake has one end. */
    private void onceEnded() {
        Map<String, Set<String>> ends = new HashMap<>();
        for (Ending ending : ends(
                EventType.IMAGE_PROMOTED,
                EventType.IMAGE_SUPERSEDED,
                EventType.IMAGE_REJECTED,
                EventType.BAKE_FAILED)) {
            ends.computeIfAbsent(ending.bake(), none -> new TreeSet<>()).add(ending.type());
        }
        ends.forEach((bake, types) -> {
            if (types.size() > 1) {
                throw new Violation("bake " + bake + " ended in several ways: " + types);
            }
        });
        Set<String> dead = world.engine.deadLetters(Integer.MAX_VALUE).stream()
                .map(letter -> letter.subject() == null ? "" : letter.subject())
                .collect(Collectors.toSet());
        world.engine.published(EventType.SNAPSHOT_STARTED).forEach(event -> ended(event, ends, dead));
        world.engine.published(EventType.BUILDER_STARTED).forEach(event -> ended(event, ends, dead));
    }

    private void ended(Event event, Map<String, Set<String>> ends, Set<String> dead) {
        String bake = event.data().subject();
        if (!ends.containsKey(bake) && !dead.contains(bake) && !world.hands.touchedBake(bake)) {
            throw new Violation("bake " + bake + " has no end");
        }
    }

    private List<Ending> ends(EventType... types) {
        return Set.of(types).stream()
                .flatMap(type -> world.engine.published(type).stream())
                .map(event -> (Ending) event.data())
                .toList();
    }
}
