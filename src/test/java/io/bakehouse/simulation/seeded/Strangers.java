package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerOptions;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ServerQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What others have made in the same project, and what looks like ours: nobody of us may touch it. */
final class Strangers {
    private final World world;
    /** What they look like, by their ids; images only once they are complete, for until then they may fail by themselves. */
    private final Map<String, String> images = new TreeMap<>();

    private final Set<String> servers = new HashSet<>();
    private final Set<String> unfinished = new HashSet<>();
    private int count;

    Strangers(World world) {
        this.world = world;
    }

    /** One of them makes something. */
    void make() {
        count++;
        switch (world.troubles.draw(3)) {
            case 0 -> save();
            case 1 -> boot();
            default -> upload();
        }
    }

    /** Somebody saves a server of ours: the image inherits the marks of the image that this was booted from. */
    private void save() {
        List<Server> ours = cloud().servers(ServerQuery.ours());
        if (ours.isEmpty()) {
            return;
        }
        try {
            Server one = ours.get(world.troubles.draw(ours.size()));
            unfinished.add(cloud().createImage(one.id(), "saved " + count, Map.of()));
        } catch (CloudException e) {
            world.trace.add(world.clock.instant(), "stranger", "cannot save: " + e.kind());
        }
    }

    /** A server with the name and the tag of ours, and without a mark. */
    private void boot() {
        String name = world.troubles.draw(2) == 0 ? Families.WEB : "node-c";
        ServerOptions options = new ServerOptions(
                "m1.nano", "none", Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Map.of());
        cloud().createServers(
                        ServerSpec.of(
                                name + count,
                                world.cloud.baseImage(),
                                options,
                                Map.of(),
                                List.of(Marks.serverTag(), Marks.bakeTag())),
                        1);
        cloud().servers(new ServerQuery(null, name + count, null)).forEach(server -> servers.add(server.id()));
    }

    /** An image with some of our marks. */
    private void upload() {
        String family = Families.ALL.get(world.troubles.draw(Families.ALL.size()));
        Map<String, String> marks = Map.of(
                Marks.ROLE,
                Marks.ROLE_IMAGE,
                Marks.FAMILY,
                family,
                Marks.STATE,
                world.troubles.draw(2) == 0 ? Marks.STATE_CURRENT : Marks.STATE_CANDIDATE);
        unfinished.add(world.cloud.addImage(world.cloud.site().project("demo"), family, "private", marks));
    }

    /** Whether all of it is still as it was made. */
    void check() {
        for (String id : List.copyOf(unfinished)) {
            Optional<Image> image = cloud().image(id);
            if (image.isEmpty()) {
                unfinished.remove(id);
            } else if (image.get().status() == ImageStatus.ACTIVE) {
                unfinished.remove(id);
                images.put(id, looks(image.get()));
            }
        }
        images.forEach((id, before) -> {
            String now = cloud().image(id).map(Strangers::looks).orElse("nothing");
            if (!now.equals(before)) {
                throw new Violation("a stranger's image was " + before + " and is " + now);
            }
        });
        for (String id : servers) {
            if (cloud().server(id).filter(server -> !server.isLeaving()).isEmpty()) {
                throw new Violation("a stranger's server was deleted: " + id);
            }
        }
    }

    private static String looks(Image image) {
        return image.name() + " " + image.hidden() + " " + new TreeMap<>(image.properties());
    }

    private Cloud cloud() {
        return world.seen;
    }
}
