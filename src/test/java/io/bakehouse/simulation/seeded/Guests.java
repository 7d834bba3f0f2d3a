package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Marks;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.practice.PracticeProject;
import io.bakehouse.practice.ServerState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What runs on builders and canaries: it configures itself and reports, mostly. */
final class Guests {
    private final World world;
    private final Door door;
    private final Set<String> done = new HashSet<>();

    Guests(World world) {
        this.world = world;
        this.door = new Door(world);
    }

    /** Whoever has booted since the last time reports. */
    void report() {
        PracticeProject demo = world.cloud.site().project("demo");
        // Past the cloud's face, because somebody looks once a minute; a look lets due things happen.
        world.cloud.call(demo, "GET compute/servers/detail", look -> true);
        List<Server> waiting = world
                .cloud
                .servers()
                .list(demo, world.clock.instant(), state -> !done.contains(state.id()) && isGuest(state))
                .stream()
                .map(ServerState::view)
                .toList();
        for (Server server : waiting) {
            if (server.status() == ServerStatus.ACTIVE && !server.isLeaving() && done.add(server.id())) {
                report(server);
            }
        }
    }

    private static boolean isGuest(ServerState state) {
        return state.birth().spec().tags().contains(Marks.bakeTag());
    }

    private void report(Server server) {
        String role = server.metadata().getOrDefault(Marks.ROLE, "?");
        if (world.troubles.strikes(Trouble.SILENT_GUEST, role, 8)) {
            return;
        }
        boolean builder = role.equals(Marks.ROLE_BUILDER);
        boolean fails = world.troubles.strikes(Trouble.FAILED_RUN, role, 12);
        RunStatus status = fails ? RunStatus.FAILED : builder ? RunStatus.CHANGED : RunStatus.UNCHANGED;
        world.engine.publish(door.byGuest(
                server.metadata().get(Marks.BAKE), role, server.id(), server.name(), status, builder ? 9 : 0));
    }
}
