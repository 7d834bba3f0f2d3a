package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.model.RollbackRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a sweep does about commands that have begun: their records say what was asked for. */
final class SweepCommands {
    /** A command that is under way for so long may have lost its event. */
    static final Duration LOST = Duration.ofMinutes(2);

    private SweepCommands() {}

    static List<SweepAction> decide(Sweep.Sighting seen, Instant slot, Instant now) {
        return seen.records().stream()
                .filter(record -> record.mark(Marks.COMMAND).isPresent())
                .flatMap(record -> record(record, slot, now).stream())
                .toList();
    }

    private static Optional<SweepAction> record(Image record, Instant slot, Instant now) {
        Instant ended = Records.time(record, Marks.ENDED_AT, record.updatedAt());
        if (now.isAfter(ended.plus(SweepBakes.REMEMBERED))) {
            return Optional.of(new SweepAction.Forget(record));
        }
        boolean lost = Records.isOpen(record) && now.isAfter(record.createdAt().plus(LOST));
        return lost ? again(record, slot).map(SweepAction.Look::new) : Optional.empty();
    }

    private static Optional<Event> again(Image record, Instant slot) {
        Instant requestedAt = Records.time(record, Marks.REQUESTED_AT, record.createdAt());
        String family = record.mark(Marks.FAMILY).orElse("");
        String image = record.mark(Marks.IMAGE).orElse("");
        String cause = record.mark(Marks.CAUSE).orElse("");
        if (record.has(Marks.COMMAND, RollbackDecision.COMMAND)) {
            RollbackRequested data = new RollbackRequested(family, image, null, cause, null, requestedAt);
            return Optional.of(Event.of(EventType.ROLLBACK_REQUESTED, data, slot));
        }
        if (record.has(Marks.COMMAND, RevokeDecision.COMMAND)) {
            boolean descendants = record.has(Marks.DESCENDANTS, "true");
            String reason = record.mark(Marks.REASON).orElse("");
            RevokeRequested data = new RevokeRequested(image, descendants, reason, cause, null, requestedAt);
            return Optional.of(Event.of(EventType.REVOKE_REQUESTED, data, slot));
        }
        return Optional.empty();
    }
}
