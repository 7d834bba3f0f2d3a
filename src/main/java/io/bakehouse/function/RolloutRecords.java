package io.bakehouse.function;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The record of a rollout, and the claims of its waves. The record says that the family is being replaced; the claim of a
 * wave, that somebody asks for its servers right now, so that two who look at the same moment do not ask twice.
 */
final class RolloutRecords {
    /** Whoever claimed a wave is left alone for so long: the time limit of the step and some more. */
    static final Duration CLAIM = Duration.ofSeconds(150);

    private RolloutRecords() {}

    static String id(String rollout) {
        return Ids.record("rollout", rollout);
    }

    static String name(String rollout) {
        return "bakehouse-rollout-" + rollout;
    }

    /** All records of the family: of its bakes, batches and rollouts. */
    static List<Image> ofFamily(Cloud cloud, String family) {
        return cloud.images(ImageQuery.records().with(Marks.FAMILY, family)).stream()
                .filter(Image::isRecord)
                .toList();
    }

    static Optional<Image> find(List<Image> records, String rollout) {
        return records.stream()
                .filter(record -> record.id().equals(id(rollout)))
                .findFirst();
    }

    /** Another batch or rollout of the family that is under way and began no later than this one. */
    static Optional<Image> rival(List<Image> records, String rollout) {
        Optional<Image> mine = find(records, rollout);
        return records.stream()
                .filter(record -> Records.isOpen(record)
                        && record.mark(Marks.BATCH).isPresent()
                        && !record.id().equals(id(rollout)))
                // Of two that began in the same second neither can know who was first: both give way.
                .filter(record -> mine.map(it -> !record.createdAt().isAfter(it.createdAt()))
                        .orElse(true))
                .findFirst();
    }

    static String words(Image rival) {
        String kind = rival.mark(Marks.ROLLOUT).isPresent() ? "the rollout " : "the batch ";
        return kind + rival.mark(Marks.BATCH).orElse("?") + " of the family is under way: ask again when it has ended";
    }

    /** The event that makes somebody look at the rollout, as its record tells it. */
    static RolloutStarted started(Image record, int look, boolean follow) {
        Instant startedAt = Records.time(record, Marks.REQUESTED_AT, record.createdAt());
        Instant deadline = Records.time(record, Marks.DEADLINE, startedAt);
        return new RolloutStarted(
                record.mark(Marks.FAMILY).orElse(""),
                record.mark(Marks.ROLLOUT).orElse(""),
                record.mark(Marks.IMAGE).orElse(""),
                number(record, Marks.COUNT),
                number(record, Marks.SURGE),
                startedAt,
                deadline,
                0,
                startedAt,
                deadline,
                record.mark(Marks.REASON).orElse(null),
                null,
                look,
                follow);
    }

    /** Writes how it ended, forgets its waves, and says so. */
    static List<Event> end(
            Cloud cloud,
            EventType type,
            RolloutStarted rollout,
            List<Image> waves,
            int count,
            String words,
            Instant now) {
        String told = rollout.note() == null ? words : words + " (" + rollout.note() + ")";
        String state = type == EventType.ROLLOUT_FINISHED ? Marks.STATE_READY : Marks.STATE_FAILED;
        Records.end(cloud, id(rollout.rollout()), state, told, now);
        waves.forEach(wave -> cloud.deleteImage(wave.id()));
        return List.of(Ending.ofBatch(type, rollout.family(), rollout.rollout(), rollout.image(), count, told, now)
                .event());
    }

    /** The end of a rollout that has ended, once more: the first announcement may have been lost. */
    static List<Event> endAgain(Image record) {
        boolean ready = record.has(Marks.STATE, Marks.STATE_READY);
        EventType type = ready ? EventType.ROLLOUT_FINISHED : EventType.ROLLOUT_FAILED;
        RolloutStarted rollout = started(record, 0, false);
        Instant endedAt = Records.time(record, Marks.ENDED_AT, record.updatedAt());
        int count = ready ? rollout.count() : 0;
        String words = record.mark(Marks.REASON).orElse("");
        return List.of(Ending.ofBatch(type, rollout.family(), rollout.rollout(), rollout.image(), count, words, endedAt)
                .event());
    }

    /** The claims of the rollout's waves. */
    static List<Image> waves(List<Image> records, String rollout) {
        return records.stream()
                .filter(record -> record.isRecord()
                        && record.has(Marks.ROLLOUT, rollout)
                        && record.mark(Marks.WAVE).isPresent())
                .toList();
    }

    /** The claim of the latest wave that anybody began. */
    static Optional<Image> latest(List<Image> waves) {
        return waves.stream().max((a, b) -> Integer.compare(number(a, Marks.WAVE), number(b, Marks.WAVE)));
    }

    /** Claims a wave; false when somebody else did. */
    static boolean claim(Cloud cloud, RolloutStarted rollout, int wave) {
        return cloud.createRecord(
                Ids.record("wave", rollout.rollout() + "/" + wave),
                "bakehouse-wave-" + rollout.rollout() + "-" + wave,
                Map.of(
                        Marks.ROLE, Marks.ROLE_RECORD,
                        Marks.FAMILY, rollout.family(),
                        Marks.ROLLOUT, rollout.rollout(),
                        Marks.WAVE, String.valueOf(wave)));
    }

    /** The number in a mark; one that somebody overwrote counts as none. */
    static int number(Image record, String mark) {
        String text = record.mark(mark).orElse("");
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }
}
