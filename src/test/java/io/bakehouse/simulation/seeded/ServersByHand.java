package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerOptions;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What people do by hand to the bakery's servers. */
final class ServersByHand {
    /** As long as from one sweep to the next: one sees the old server and the new one, the next only the new one. */
    private static final int EXCHANGE_MINUTES = 5;

    private final World world;
    private final Hands hands;
    /** The one that is being exchanged. */
    private Optional<Server> old = Optional.empty();

    private int minutes;

    ServersByHand(World world, Hands hands) {
        this.world = world;
        this.hands = hands;
    }

    void deleteAny(SplittableRandom random) {
        List<Server> servers = servers(server -> true);
        if (!servers.isEmpty() && hands.strikes(Trouble.DELETED_BY_HAND)) {
            delete(servers.get(random.nextInt(servers.size())));
        }
    }

    /** Somebody boots another one with all that a builder has, marks included. */
    void cloneBuilder(SplittableRandom random) {
        List<Server> servers = servers(server -> server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BUILDER))
                && server.status() != ServerStatus.BUILD);
        if (!servers.isEmpty() && hands.strikes(Trouble.CLONED_BY_HAND)) {
            copy(servers.get(random.nextInt(servers.size())));
        }
    }

    /** Somebody boots the like of a server beside it, and takes the old one away a while later: one too many in between. */
    void exchange(SplittableRandom random) {
        Set<String> ready = cloud().images(ImageQuery.records()).stream()
                .filter(record -> record.has(Marks.STATE, Marks.STATE_READY))
                .map(Image::id)
                .collect(Collectors.toSet());
        List<Server> servers = servers(
                server -> !server.isLeaving() && records(server).stream().anyMatch(ready::contains));
        if (old.isEmpty() && !servers.isEmpty() && hands.strikes(Trouble.CLONED_BY_HAND)) {
            Server server = servers.get(random.nextInt(servers.size()));
            copy(server);
            old = Optional.of(server);
            minutes = EXCHANGE_MINUTES;
        }
    }

    /** A minute has passed. */
    void minute() {
        if (old.isPresent() && --minutes == 0) {
            cloud().server(old.get().id()).ifPresent(this::delete);
            old = Optional.empty();
        }
    }

    /** Where the record of its batch or rollout is. */
    private static Set<String> records(Server server) {
        return server.mark(Marks.BATCH)
                .map(batch -> Set.of(Ids.record("batch", batch), Ids.record("rollout", batch)))
                .orElse(Set.of());
    }

    private void copy(Server server) {
        hands.touch("clone server " + server.id(), server.metadata());
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

    private void delete(Server server) {
        hands.touch("delete server " + server.id(), server.metadata());
        world.creations.excuse(server.metadata());
        cloud().deleteServer(server.id());
    }

    private List<Server> servers(Predicate<Server> which) {
        return cloud().servers(ServerQuery.ours()).stream()
                .filter(server -> server.isOurs() && which.test(server))
                .toList();
    }

    private Cloud cloud() {
        return world.seen;
    }
}
