package io.bakehouse.function;

import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep does about builders and canaries. A builder is explained by an open bake that has no complete image yet,
 * or by people who want to look into it; a canary by a candidate that it may still verify.
 */
final class SweepBuilders {
    /** Builders and canaries are looked at by their own events; only one of that age may have lost them. */
    static final Duration LOST = Duration.ofMinutes(2);

    private SweepBuilders() {}

    static List<SweepAction> decide(Sweep.Sighting seen, Instant slot, Instant now) {
        List<SweepAction> actions = new ArrayList<>();
        for (Server server : seen.servers()) {
            Optional<String> bake = server.mark(Marks.BAKE);
            if (server.isLeaving() || bake.isEmpty()) {
                continue;
            }
            if (server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BUILDER))) {
                actions.addAll(builder(seen, server, bake.get(), slot, now));
            } else if (server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_CANARY))) {
                actions.addAll(canary(seen, server, bake.get(), slot, now));
            }
        }
        return actions;
    }

    private static List<SweepAction> builder(
            Sweep.Sighting seen, Server server, String bake, Instant slot, Instant now) {
        boolean complete = imageOf(seen, bake)
                .filter(image -> image.status() == ImageStatus.ACTIVE)
                .isPresent();
        if (!isOpen(seen, bake) || complete) {
            return Bakes.isKept(server, now) ? SweepAction.explained(server) : SweepAction.unexplained(server, slot);
        }
        List<SweepAction> actions = new ArrayList<>(SweepAction.explained(server));
        if (imageOf(seen, bake).isEmpty() && isOld(server, now)) {
            Instant startedAt = server.time(Marks.STARTED_AT).orElse(server.createdAt());
            BuilderStarted data = new BuilderStarted(
                    server.mark(Marks.FAMILY).orElseThrow(),
                    bake,
                    startedAt,
                    server.time(Marks.DEADLINE).orElse(startedAt),
                    (int) slot.getEpochSecond(),
                    false);
            actions.add(new SweepAction.Look(Event.of(EventType.BUILDER_STARTED, data, data.look())));
        }
        return actions;
    }

    private static List<SweepAction> canary(
            Sweep.Sighting seen, Server server, String bake, Instant slot, Instant now) {
        boolean needed = isOpen(seen, bake)
                && imageOf(seen, bake).filter(Image::isCandidate).isPresent();
        if (!needed) {
            return SweepAction.unexplained(server, slot);
        }
        List<SweepAction> actions = new ArrayList<>(SweepAction.explained(server));
        if (isOld(server, now)) {
            Canaries.look(server, slot.toString()).forEach(look -> actions.add(new SweepAction.Look(look)));
        }
        return actions;
    }

    private static boolean isOld(Server server, Instant now) {
        return now.isAfter(server.createdAt().plus(LOST));
    }

    private static boolean isOpen(Sweep.Sighting seen, String bake) {
        return seen.records().stream().anyMatch(record -> Records.isOpen(record) && record.has(Marks.BAKE, bake));
    }

    private static Optional<Image> imageOf(Sweep.Sighting seen, String bake) {
        return seen.images().stream()
                .filter(image -> image.has(Marks.BAKE, bake))
                .findFirst();
    }
}
