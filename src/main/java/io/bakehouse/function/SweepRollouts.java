package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.model.Server;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a sweep does about rollouts: their records, the claims of their waves, and the servers that they made. */
final class SweepRollouts {
    private SweepRollouts() {}

    static boolean isRollout(Image record) {
        return record.mark(Marks.ROLLOUT).isPresent() && record.mark(Marks.WAVE).isEmpty();
    }

    static List<SweepAction> decide(Sweep.Sighting seen, Instant slot, Instant now) {
        List<SweepAction> actions = new ArrayList<>();
        for (Image record : seen.records()) {
            if (isRollout(record)) {
                actions.addAll(rollout(record, seen.servers(), slot, now));
            }
        }
        Set<String> open = seen.records().stream()
                .filter(record -> isRollout(record) && Records.isOpen(record))
                .map(record -> record.mark(Marks.ROLLOUT).orElseThrow())
                .collect(Collectors.toSet());
        seen.records().stream()
                .filter(record -> record.mark(Marks.WAVE).isPresent()
                        && !open.contains(record.mark(Marks.ROLLOUT).orElse(""))
                        && now.isAfter(record.createdAt().plus(RolloutRecords.CLAIM)))
                .forEach(record -> actions.add(new SweepAction.Forget(record)));
        return actions;
    }

    private static List<SweepAction> rollout(Image record, List<Server> all, Instant slot, Instant now) {
        if (Records.isOpen(record)) {
            boolean old = now.isAfter(record.createdAt().plus(SweepBatches.LOST));
            return old ? List.of(look(record, slot)) : List.of();
        }
        String rollout = record.mark(Marks.ROLLOUT).orElseThrow();
        List<Server> servers = all.stream()
                .filter(server -> rollout.equals(server.metadata().get(Marks.BATCH)))
                .toList();
        boolean failed = record.has(Marks.STATE, Marks.STATE_FAILED);
        int wanted = SweepBatches.count(record);
        List<SweepAction> actions = new ArrayList<>();
        int explained = 0;
        for (Server server : servers) {
            // A rollout that failed leaves what was healthy; what was asked for and came later never was.
            boolean stays = explained < wanted
                    && (!failed || server.mark(Marks.HEALTHY_AT).isPresent());
            explained += stays ? 1 : 0;
            actions.addAll(stays ? SweepAction.explained(server) : SweepAction.unexplained(server, slot));
        }
        Instant ended = Records.time(record, Marks.ENDED_AT, record.updatedAt());
        if (servers.isEmpty() && now.isAfter(ended.plus(SweepBakes.REMEMBERED))) {
            actions.add(new SweepAction.Forget(record));
        }
        return actions;
    }

    private static SweepAction look(Image record, Instant slot) {
        RolloutStarted data = RolloutRecords.started(record, (int) slot.getEpochSecond(), false);
        return new SweepAction.Look(Event.of(EventType.ROLLOUT_STARTED, data, data.look()));
    }
}
