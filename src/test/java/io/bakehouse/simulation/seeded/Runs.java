package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Marks;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.ServerQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Configuration runs that somebody's tool reports, on servers that the bakery did not make, mostly. */
final class Runs {
    private static final List<String> NODES = List.of("node-a", "node-b");
    private static final int RUN_IDS = 4;
    /** So many of those that came from an image are configured by the tool as well. */
    private static final int BOOTED = 4;

    private final World world;
    private final Requests requests;
    private final Door door;

    Runs(World world, Requests requests) {
        this.world = world;
        this.requests = requests;
        this.door = new Door(world);
    }

    /** The servers are there, and one of them may have been baked long ago. */
    void begin(SplittableRandom random) {
        List<String> servers =
                NODES.stream().map(world.cloud::addConvergedServer).toList();
        if (random.nextBoolean()) {
            new History(world, servers.get(0)).begin();
        }
    }

    /** A run on a server that is baked, or now and then on one that came from an image. */
    void converge(SplittableRandom random) {
        List<Server> booted = random.nextInt(4) == 0 ? booted() : List.of();
        String node = booted.isEmpty()
                ? NODES.get(random.nextInt(NODES.size()))
                : booted.get(random.nextInt(booted.size())).name();
        String run = "run-" + random.nextInt(RUN_IDS);
        RunStatus status = random.nextInt(5) == 0 ? RunStatus.UNCHANGED : RunStatus.CHANGED;
        requests.accept(door.byTool(run, node, status, random.nextBoolean() ? 3 : 9));
    }

    private List<Server> booted() {
        return world.seen.servers(ServerQuery.ours()).stream()
                .filter(server -> server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BATCH)))
                .sorted(Comparator.comparing(server -> server.mark(Marks.FAMILY).orElse("")))
                .limit(BOOTED)
                .toList();
    }
}
