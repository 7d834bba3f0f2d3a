package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The servers that a rollout is about, each in one place. Servers without our marks, of other families, and of batches
 * that are still booting are in none.
 *
 * @param own servers that the rollout made and that are not leaving
 * @param well those of them that are healthy
 * @param broken those of them that are in ERROR, or were not healthy in time
 * @param kept healthy servers of the image that other batches made
 * @param old servers of other images, those first that are of no use
 * @param leaving servers that are being deleted, new and old
 */
record RolloutServers(
        List<Server> own,
        List<Server> well,
        List<Server> broken,
        List<Server> kept,
        List<Server> old,
        List<Server> leaving) {
    /** Most servers asked for their health in one look, so that it ends within its time limit. */
    static final int PROBES = 50;

    static RolloutServers of(
            RolloutStarted rollout, List<Server> listed, List<Image> records, Checkup checkup, Instant now) {
        List<Server> known = known(rollout.family(), rollout.rollout(), listed, records);
        List<Server> own = new ArrayList<>();
        List<Server> kept = new ArrayList<>();
        List<Server> old = new ArrayList<>();
        List<Server> leaving = new ArrayList<>();
        for (Server server : known) {
            boolean mine = server.mark(Marks.BATCH).equals(Optional.of(rollout.rollout()));
            boolean target = image(server).equals(Optional.of(rollout.image()));
            if (server.isLeaving()) {
                leaving.add(server);
            } else if (mine) {
                own.add(server);
            } else if (!target) {
                old.add(server);
            } else if (server.status() == ServerStatus.ACTIVE) {
                kept.add(server);
            }
        }
        List<Server> well =
                own.stream().filter(server -> isWell(server, checkup)).toList();
        List<Server> broken = own.stream()
                .filter(server -> !isWell(server, checkup) && isBroken(server, rollout, now))
                .toList();
        // The sort is stable: among equals the oldest is first, for everybody who looks.
        old.sort((a, b) -> Boolean.compare(a.status() == ServerStatus.ACTIVE, b.status() == ServerStatus.ACTIVE));
        return new RolloutServers(own, well, broken, kept, old, leaving);
    }

    /** Ours, of the family, made for use, and of no batch that is booting or came after this rollout; oldest first. */
    static List<Server> known(String family, String rollout, List<Server> listed, List<Image> records) {
        Optional<Image> mine = records.stream()
                .filter(record -> record.id().equals(RolloutRecords.id(rollout)))
                .findFirst();
        Set<String> others = records.stream()
                .filter(record -> !record.id().equals(RolloutRecords.id(rollout)))
                .filter(record -> Records.isOpen(record)
                        || mine.map(it -> Image.SENIORITY.compare(record, it) > 0)
                                .orElse(false))
                .flatMap(record -> record.mark(Marks.BATCH).stream())
                .collect(Collectors.toSet());
        return listed.stream()
                .filter(server -> server.isOurs()
                        && server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BATCH))
                        && server.mark(Marks.FAMILY).equals(Optional.of(family))
                        && image(server).isPresent()
                        && server.mark(Marks.BATCH).isPresent()
                        && !others.contains(server.mark(Marks.BATCH).orElseThrow()))
                .sorted(Server.SENIORITY)
                .toList();
    }

    /** The rollout's servers of which nobody knows yet whether they are healthy, some of them in turn. */
    static List<Server> unproven(RolloutStarted rollout, List<Server> listed) {
        List<Server> unproven = new ArrayList<>(listed.stream()
                .filter(server -> server.isOurs()
                        && server.mark(Marks.BATCH).equals(Optional.of(rollout.rollout()))
                        && server.mark(Marks.HEALTHY_AT).isEmpty())
                .sorted(Server.SENIORITY)
                .toList());
        // Those that never answer must not keep the others from being asked.
        Collections.rotate(unproven, -rollout.look());
        return unproven.subList(0, Math.min(unproven.size(), PROBES));
    }

    Replacement numbers(RolloutStarted rollout, int unavailable) {
        int oldActive = (int) old.stream()
                .filter(server -> server.status() == ServerStatus.ACTIVE)
                .count();
        // More of them than wanted, when a stopped one was started again, are no reason to delete one.
        int counted = Math.min(kept.size(), Math.max(0, rollout.count() - well.size()));
        return new Replacement(
                rollout.count(),
                rollout.surge(),
                unavailable,
                well.size() + counted,
                own.size() - well.size() - broken.size(),
                broken.size(),
                leaving.size(),
                oldActive,
                old.size() - oldActive);
    }

    /** Healthy for the first time: they get a mark of it, by which they outlast a rollout that fails. */
    List<Server> proven() {
        return well.stream()
                .filter(server -> server.mark(Marks.HEALTHY_AT).isEmpty())
                .toList();
    }

    /** What a rollout that stops takes away again: its servers that never were healthy. */
    List<Server> never() {
        return own.stream()
                .filter(server -> server.mark(Marks.HEALTHY_AT).isEmpty() && !well.contains(server))
                .toList();
    }

    /** The image that the server was booted from. */
    static Optional<String> image(Server server) {
        return server.mark(Marks.IMAGE).or(() -> Optional.ofNullable(server.image()));
    }

    private static boolean isWell(Server server, Checkup checkup) {
        return server.status() == ServerStatus.ACTIVE
                && (server.mark(Marks.HEALTHY_AT).isPresent() || checkup.isWell(server));
    }

    /** One that was healthy once has until the end of the present wave to come back. */
    private static boolean isBroken(Server server, RolloutStarted rollout, Instant now) {
        boolean once = server.mark(Marks.HEALTHY_AT).isPresent();
        return server.status() == ServerStatus.ERROR
                || !now.isBefore(
                        once
                                ? rollout.waveDeadline()
                                : server.time(Marks.DEADLINE).orElse(rollout.deadline()));
    }
}
