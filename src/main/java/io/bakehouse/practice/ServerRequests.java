package io.bakehouse.practice;

import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What members ask of Nova, except snapshots. */
public final class ServerRequests {
    private final Minted minted;
    private final ServerOrder order;
    private final Servers servers;
    private final Quotas quotas;
    private final Boots boots;
    private int addresses;

    ServerRequests(Minted minted, ServerOrder order, Servers servers, Quotas quotas, Boots boots) {
        this.minted = minted;
        this.order = order;
        this.servers = servers;
        this.quotas = quotas;
        this.boots = boots;
    }

    /**
     * Creates {@code min} to {@code max} equal servers, as many as the quota has room for.
     *
     * @return the servers in the order of their numbers
     */
    public List<ServerState> create(PracticeProject project, ServerSpec spec, int min, int max, Look look) {
        NovaRules.spec(spec);
        Flavor flavor = order.flavor(spec);
        ImageDoc image = order.image(project, spec);
        List<BlockDevice> devices = order.devices(project, spec, image, flavor);
        Network network = order.network(project, spec).orElse(null);
        order.extras(spec);
        int count = Quotas.fit(limits(project, look), flavor, min, max);
        boolean hosts = order.group(project, spec)
                .map(group -> group.hasRoomFor(members(group, look) + count))
                .orElse(true);
        String reservation = "r-" + minted.hex("reservation").substring(0, 8);
        List<ServerState> made = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String name = max == 1 ? spec.name() : spec.name() + "-" + i;
            ServerState server = ServerState.born(new ServerBirth(
                    minted.uuid("server"),
                    project,
                    name,
                    spec,
                    flavor,
                    image.properties(),
                    devices,
                    image.number("min_disk"),
                    network,
                    network == null ? null : address(),
                    reservation,
                    look.now()));
            servers.add(server);
            if (hosts) {
                boots.begin(server, look.now());
            } else {
                boots.refuse(server, look.now());
            }
            made.add(servers.find(server.id()).orElse(server));
        }
        return made;
    }

    private long members(ServerGroup group, Look look) {
        return members(group, look.now()).stream()
                .filter(server -> server.status() != ServerStatus.ERROR)
                .count();
    }

    /** The servers of a group. */
    public List<ServerState> members(ServerGroup group, Instant now) {
        return servers.list(group.project(), now).stream()
                .filter(server -> group.id().equals(server.birth().spec().group())
                        || group.name().equals(server.birth().spec().group()))
                .toList();
    }

    private String address() {
        int host = ++addresses;
        return "10.77." + (host / 250 % 256) + "." + (host % 250 + 2);
    }

    /** What the project may have and has. */
    public Limits limits(PracticeProject project, Look look) {
        return quotas.limits(project, servers.list(project, look.now()));
    }

    /** Adds or replaces metadata and returns all of it. */
    public Map<String, String> mark(PracticeProject project, String id, Map<String, String> marks, Look look) {
        NovaRules.metadata(marks);
        ServerState server = servers.get(project, id);
        Map<String, String> all = server.marked(marks).metadata();
        NovaRules.metadataCount(all);
        servers.change(id, look.now(), state -> state.marked(marks));
        return all;
    }

    /** A server that has long been ACTIVE, as if it had been booted an hour ago. */
    ServerState converged(PracticeProject project, ServerSpec spec, Instant now) {
        Flavor flavor = order.flavor(spec);
        ImageDoc image = order.image(project, spec);
        ServerBirth birth = new ServerBirth(
                minted.uuid("server"),
                project,
                spec.name(),
                spec,
                flavor,
                image.properties(),
                List.of(),
                image.number("min_disk"),
                order.network(project, spec).orElse(null),
                address(),
                "r-" + minted.hex("reservation").substring(0, 8),
                now.minusSeconds(3600));
        ServerState server = ServerState.born(birth).become(ServerStatus.ACTIVE, birth.createdAt());
        servers.add(server);
        boots.warm(image.id());
        return server;
    }
}
