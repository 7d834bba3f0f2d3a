package io.bakehouse.function;

import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of schedules: one per family, a hidden image without data, which says what was looked at and whether the
 * schedule is paused. Glance gives an id once, so a record that somebody has deleted comes again under the next id.
 */
final class Schedules {
    /** How often a record may be deleted and made again. */
    private static final int GENERATIONS = 50;

    private Schedules() {}

    /** The family's record among those listed, the oldest if there are two. */
    static Optional<Image> find(List<Image> records, String family) {
        return records.stream()
                .filter(record -> record.isRecord() && record.has(Marks.SCHEDULE, family))
                .min(Image.SENIORITY);
    }

    /** Whether nothing is baked by it. */
    static boolean isPaused(Optional<Image> record) {
        return record.filter(found -> found.has(Marks.STATE, Marks.STATE_PAUSED))
                .isPresent();
    }

    /** Makes the record with those marks. */
    static void create(Cloud cloud, String family, Map<String, String> marks) {
        Map<String, String> all = new HashMap<>(marks);
        all.put(Marks.ROLE, Marks.ROLE_RECORD);
        all.put(Marks.FAMILY, family);
        all.put(Marks.SCHEDULE, family);
        all.putIfAbsent(Marks.STATE, Marks.STATE_READY);
        for (int generation = 0; generation < GENERATIONS; generation++) {
            String id = Ids.record("schedule", family + ":" + generation);
            if (cloud.createRecord(id, "bakehouse-schedule-" + family, all)
                    || cloud.image(id).filter(Image::isRecord).isPresent()) {
                return;
            }
        }
        throw new IllegalStateException("the record of the schedule of '" + family + "' was deleted " + GENERATIONS
                + " times: leave the hidden image bakehouse-schedule-" + family + " alone");
    }

    /** The instant in a mark of the record, or the other one. */
    static Instant time(Optional<Image> record, String mark, Instant otherwise) {
        return record.map(found -> Records.time(found, mark, otherwise)).orElse(otherwise);
    }
}
