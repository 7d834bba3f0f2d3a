package io.bakehouse.practice;

import io.bakehouse.model.ServerStatus;
import io.bakehouse.practice.Mishaps.Mishap;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/** The life of a server from its birth until it is ACTIVE or in ERROR. */
final class Boots {
    private final Agenda agenda;
    private final PracticeTimes times;
    private final Servers servers;
    private final Actions actions;
    private final PracticeFaults faults;
    private final ServerVolumes volumes;
    /** When each place of the hypervisors is free again. */
    private final PriorityQueue<Instant> places = new PriorityQueue<>();
    /** Images that the hypervisors have in their cache. */
    private final Set<String> warm = new HashSet<>();

    Boots(
            Agenda agenda,
            PracticeTimes times,
            Servers servers,
            Actions actions,
            PracticeFaults faults,
            ServerVolumes volumes) {
        this.agenda = agenda;
        this.times = times;
        this.servers = servers;
        this.actions = actions;
        this.faults = faults;
        this.volumes = volumes;
    }

    void begin(ServerState server, Instant now) {
        String id = server.id();
        String request = actions.begin(id, "create", "compute__do_build_and_run_instance", now);
        Mishaps mishaps = faults.of(server);
        if (mishaps.has(Mishap.ABORTBOOT)) {
            fail(id, request, "Build of instance " + id + " aborted: practice: abortboot", now);
            return;
        }
        Duration fetch = warm.add(server.birth().spec().image()) ? times.imageFetch() : Duration.ZERO;
        Duration building = times.boot().plus(fetch).plus(mishaps.time(Mishap.SLOWBOOT));
        Instant start = place(now);
        task(id, "networking", start.plus(building.dividedBy(4)));
        if (server.isVolumeBacked()) {
            volumes(id, request, start, building);
        }
        task(id, "spawning", start.plus(building.dividedBy(2)));
        if (mishaps.has(Mishap.HANGBOOT)) {
            return;
        }
        Instant end = start.plus(building);
        places.add(end);
        if (mishaps.has(Mishap.FAILBOOT)) {
            agenda.at(
                    end,
                    at -> fail(
                            id,
                            request,
                            "Exceeded maximum number of retries. Exhausted all hosts available for retrying build"
                                    + " failures for instance " + id + ".",
                            at));
            return;
        }
        agenda.at(end, at -> launch(id, request, at));
        if (mishaps.has(Mishap.CRASH)) {
            agenda.at(
                    end.plus(mishaps.time(Mishap.CRASH)),
                    at -> servers.change(id, at, state -> state.become(ServerStatus.SHUTOFF, at)));
        }
    }

    /** When a place is free: at once, or when enough of the boots under way are done. */
    private Instant place(Instant now) {
        while (!places.isEmpty() && !places.peek().isAfter(now)) {
            places.remove();
        }
        return places.size() < times.bootsAtOnce() ? now : places.remove();
    }

    private void volumes(String id, String request, Instant start, Duration building) {
        Instant mapping = start.plus(building.multipliedBy(3).dividedBy(8));
        task(id, "block_device_mapping", mapping);
        agenda.at(mapping, at -> step(id, request, at, server -> volumes.make(server, at)));
        agenda.at(start.plus(building.dividedBy(2)), at -> step(id, request, at, server -> volumes.attach(server, at)));
    }

    private void step(String id, String request, Instant now, Consumer<ServerState> step) {
        servers.find(id).filter(Boots::isBuilding).ifPresent(server -> {
            try {
                step.accept(server);
            } catch (Refusal e) {
                fail(id, request, "Build of instance " + id + " aborted: " + e.getMessage(), now);
            }
        });
    }

    /** Fails a server for which no host was found. */
    void refuse(ServerState server, Instant now) {
        String request = actions.begin(server.id(), "create", "conductor_schedule_and_build_instances", now);
        fail(server.id(), request, "No valid host was found. There are not enough hosts available.", now);
    }

    private void task(String id, String task, Instant time) {
        agenda.at(
                time,
                at -> servers.find(id)
                        .filter(Boots::isBuilding)
                        .ifPresent(server -> servers.change(id, at, state -> state.during(task, at))));
    }

    private void launch(String id, String request, Instant now) {
        servers.find(id).filter(Boots::isBuilding).ifPresent(server -> {
            servers.change(id, now, state -> state.become(ServerStatus.ACTIVE, now));
            actions.finish(id, request, false, now);
        });
    }

    private void fail(String id, String request, String words, Instant now) {
        servers.find(id).filter(Boots::isBuilding).ifPresent(server -> {
            servers.change(id, now, state -> state.fail(words, now).withVolumes(List.of()));
            volumes.release(server.volumes(), now);
            actions.finish(id, request, true, now);
        });
    }

    private static boolean isBuilding(ServerState server) {
        return server.status() == ServerStatus.BUILD && !"deleting".equals(server.taskState());
    }

    /** The image is in the hypervisors' cache already. */
    void warm(String image) {
        warm.add(image);
    }
}
