package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.model.SnapshotStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a sweep does about bakes: their records and images. */
final class SweepBakes {
    /** An image that was complete for so long without anybody promoting it was forgotten. */
    static final Duration FORGOTTEN = Duration.ofMinutes(2);
    /** A bake that has no image for so long will not get one: every delivery has given up by then. */
    static final Duration HOPELESS = Duration.ofMinutes(20);
    /** Failed bakes and batches can be asked about for so long. */
    static final Duration REMEMBERED = Duration.ofDays(7);
    /** Failures of a schedule count until its next success, and it may be due once a month. */
    static final Duration REMEMBERED_BY_SCHEDULES = Duration.ofDays(120);

    private SweepBakes() {}

    static List<SweepAction> decide(Sweep.Sighting seen, Instant slot, Instant now) {
        List<SweepAction> actions = new ArrayList<>();
        for (Image record : seen.records()) {
            record.mark(Marks.BAKE).ifPresent(bake -> actions.addAll(record(record, bake, seen, slot, now)));
        }
        for (Image image : seen.images()) {
            boolean unexplained =
                    CandidateImage.isPending(image) && openRecord(seen, image).isEmpty();
            actions.addAll(unexplained ? SweepAction.unexplained(image, slot) : SweepAction.explained(image));
        }
        actions.addAll(demotions(seen.images()));
        return actions;
    }

    /** One for each current image but the first by rank of its family: whoever died had no time to see to it. */
    private static List<SweepAction> demotions(List<Image> images) {
        Map<String, Image> first = new HashMap<>();
        List<SweepAction> demotions = new ArrayList<>();
        images.stream()
                .filter(image -> image.has(Marks.STATE, Marks.STATE_CURRENT))
                .sorted(Image.RANK)
                .forEach(image -> {
                    Image lower = first.put(image.mark(Marks.FAMILY).orElseThrow(), image);
                    if (lower != null) {
                        demotions.add(new SweepAction.Demote(lower));
                    }
                });
        return demotions;
    }

    private static List<SweepAction> record(Image record, String bake, Sweep.Sighting seen, Instant slot, Instant now) {
        if (!Records.isOpen(record)) {
            Instant ended = Records.time(record, Marks.ENDED_AT, record.updatedAt());
            if (record.has(Marks.STATE, Marks.STATE_FAILED) && ToldEnd.isMissing(record, ended, now)) {
                return List.of(new SweepAction.EndBake(record, Records.reason(record), now));
            }
            boolean bySchedule = record.mark(Marks.CAUSE).orElse("").startsWith(RebakeDue.CAUSE);
            Duration remembered = bySchedule ? REMEMBERED_BY_SCHEDULES : REMEMBERED;
            return now.isAfter(ended.plus(remembered)) ? List.of(new SweepAction.Forget(record)) : List.of();
        }
        Optional<String> revoked = RevokedWork.bakeRefusal(record);
        if (revoked.isPresent()) {
            return List.of(new SweepAction.EndBake(record, revoked.get(), now));
        }
        List<Image> mine = seen.images().stream()
                .filter(image -> image.has(Marks.BAKE, bake))
                .toList();
        if (mine.isEmpty()) {
            // A bake that has a builder is looked at there.
            boolean built = !Bakes.of(seen.servers(), bake, Marks.ROLE_BUILDER).isEmpty();
            boolean hopeless = !built && now.isAfter(record.createdAt().plus(HOPELESS));
            return hopeless ? List.of(new SweepAction.EndLost(record, now)) : List.of();
        }
        Image image = furthest(mine);
        boolean forgotten = image.status() == ImageStatus.ACTIVE
                && now.isAfter(image.updatedAt().plus(FORGOTTEN));
        if (image.mark(Marks.PROMOTED_AT).isPresent() || image.has(Marks.STATE, Marks.STATE_PREVIOUS)) {
            // Whoever promoted or superseded it died before it could say so and end the bake.
            return forgotten ? List.of(promotion(image, null, slot)) : List.of();
        }
        if (image.isVerified()) {
            return forgotten ? verified(image, slot, now) : List.of();
        }
        if (!Bakes.of(seen.servers(), bake, Marks.ROLE_CANARY).isEmpty()) {
            return List.of();
        }
        Instant deadline =
                Records.time(record, Marks.DEADLINE, record.createdAt().plus(HOPELESS));
        boolean late = now.isAfter(deadline.plus(FORGOTTEN));
        // Whether or not it went well: nobody may be looking at it by the clock.
        boolean ended =
                !image.status().isUnderWay() && now.isAfter(image.updatedAt().plus(FORGOTTEN));
        return ended || late ? List.of(look(record, bake, image, deadline, slot)) : List.of();
    }

    /** Of several the one that got furthest: what an earlier request left behind goes when that is promoted. */
    private static Image furthest(List<Image> mine) {
        List<Predicate<Image>> stages = List.of(
                image -> image.mark(Marks.PROMOTED_AT).isPresent() || image.has(Marks.STATE, Marks.STATE_PREVIOUS),
                Image::isVerified,
                image -> image.status() == ImageStatus.ACTIVE);
        return stages.stream()
                .flatMap(stage -> mine.stream().filter(stage))
                .findFirst()
                .orElse(mine.get(0));
    }

    /** A verified image that waits for a person waits on, but not for ever. */
    private static List<SweepAction> verified(Image image, Instant slot, Instant now) {
        Optional<Instant> until =
                image.mark(Marks.APPROVE_UNTIL).map(text -> Records.time(image, Marks.APPROVE_UNTIL, Instant.MIN));
        if (until.isPresent() && now.isBefore(until.get())) {
            Instant asked = Records.time(image, Marks.VERIFIED_AT, image.updatedAt());
            return ToldEnd.isMissing(image, asked, now) ? List.of(promotion(image, null, slot)) : List.of();
        }
        ImageVerified.Verdict verdict = until.isEmpty()
                ? null
                : new ImageVerified.Verdict(false, "Bakehouse", "nobody approved it by " + until.get());
        return List.of(promotion(image, verdict, slot));
    }

    private static SweepAction promotion(Image image, ImageVerified.Verdict verdict, Instant slot) {
        return new SweepAction.Look(
                Event.of(EventType.IMAGE_VERIFIED, new ImageVerified(ready(image), true, verdict), slot));
    }

    /** What was known of the image when it was complete. */
    static ImageReady ready(Image image) {
        return new ImageReady(
                image.mark(Marks.FAMILY).orElse(""),
                image.mark(Marks.BAKE).orElse(""),
                image.id(),
                Records.time(image, Marks.READY_AT, image.updatedAt()),
                image.number(Marks.SNAPSHOT_SECONDS).orElse(1));
    }

    private static SweepAction look(Image record, String bake, Image image, Instant deadline, Instant slot) {
        SnapshotStarted data = new SnapshotStarted(
                record.mark(Marks.FAMILY).orElse(""),
                bake,
                image.id(),
                record.mark(Marks.SERVER).orElse(""),
                Records.time(image, Marks.STARTED_AT, image.createdAt()),
                deadline,
                null,
                (int) slot.getEpochSecond(),
                false);
        return new SweepAction.Look(Event.of(EventType.SNAPSHOT_STARTED, data, data.look()));
    }

    private static Optional<Image> openRecord(Sweep.Sighting seen, Image image) {
        return seen.records().stream()
                .filter(record ->
                        Records.isOpen(record) && record.mark(Marks.BAKE).equals(image.mark(Marks.BAKE)))
                .findFirst();
    }
}
