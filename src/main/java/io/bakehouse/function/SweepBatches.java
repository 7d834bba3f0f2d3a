package io.bakehouse.function;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a sweep does about batches: their records and servers. */
final class SweepBatches {
    /** A batch is looked at by its own events; only one that has been open for so long may have lost them. */
    static final Duration LOST = Duration.ofMinutes(2);

    private SweepBatches() {}

    static List<SweepAction> decide(Sweep.Sighting seen, Instant slot, Instant now) {
        List<SweepAction> actions = new ArrayList<>();
        for (Image record : seen.records()) {
            if (SweepRollouts.isRollout(record)) {
                continue;
            }
            record.mark(Marks.BATCH).ifPresent(batch -> {
                List<Server> servers = seen.servers().stream()
                        .filter(server -> batch.equals(server.metadata().get(Marks.BATCH)))
                        .toList();
                actions.addAll(batch(record, batch, servers, slot, now));
            });
        }
        return actions;
    }

    /** A server whose batch has no record is left alone: people use it, and the record was their doing. */
    private static List<SweepAction> batch(
            Image record, String batch, List<Server> servers, Instant slot, Instant now) {
        if (Records.isOpen(record)) {
            boolean old = now.isAfter(record.createdAt().plus(LOST));
            return old ? List.of(look(record, batch, slot)) : List.of();
        }
        boolean failed = record.has(Marks.STATE, Marks.STATE_FAILED);
        int wanted = failed ? 0 : count(record);
        List<SweepAction> actions = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.get(i);
            actions.addAll(i < wanted ? SweepAction.explained(server) : SweepAction.unexplained(server, slot));
        }
        Instant ended = Records.time(record, Marks.ENDED_AT, record.updatedAt());
        if (ToldEnd.isMissing(record, ended, now)) {
            Records.endOfBatch(record).map(SweepAction.Look::new).ifPresent(actions::add);
        }
        if (servers.isEmpty() && now.isAfter(ended.plus(SweepBakes.REMEMBERED))) {
            actions.add(new SweepAction.Forget(record));
        }
        return actions;
    }

    private static SweepAction look(Image record, String batch, Instant slot) {
        Instant startedAt = Records.time(record, Marks.REQUESTED_AT, record.createdAt());
        BatchStarted data = new BatchStarted(
                record.mark(Marks.FAMILY).orElse(""),
                batch,
                record.mark(Marks.IMAGE).orElse(""),
                count(record),
                startedAt,
                Records.time(record, Marks.DEADLINE, startedAt),
                0,
                null,
                (int) slot.getEpochSecond(),
                false);
        return new SweepAction.Look(Event.of(EventType.BATCH_STARTED, data, data.look()));
    }

    /** The number in the record; one that somebody overwrote counts as the largest, so that nothing is deleted. */
    static int count(Image record) {
        String text = record.mark(Marks.COUNT).orElse("");
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }
}
