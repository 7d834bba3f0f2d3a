package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.Recipe;
import io.bakehouse.platform.CronTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** When a family's schedule is due. */
final class RebakeDue {
    /** What causes of bakes by schedule begin with. */
    static final String CAUSE = "rebake:";

    /** A time that was missed by less is as good as kept. */
    static final Duration PUNCTUAL = Duration.ofMinutes(15);

    /** Every so many minutes the cloud is asked whether a time was missed; in between only when one is just due. */
    private static final int CATCH_UP_MINUTES = 15;

    private static final Duration JUST = Duration.ofMinutes(2);

    private RebakeDue() {}

    /** Whether the cloud is worth asking. */
    static boolean mayBeDue(Recipe recipe, Instant slot) {
        if (recipe.rebake().isEmpty()) {
            return false;
        }
        boolean catchUp = slot.atOffset(ZoneOffset.UTC).getMinute() % CATCH_UP_MINUTES == 0;
        return catchUp
                || last(recipe.rebake().get(), slot)
                        .filter(due -> due.plus(JUST).isAfter(slot))
                        .isPresent();
    }

    /**
     * The due time that nobody has looked at, empty when there is none. A schedule that was never looked at begins now:
     * nothing is made up for before it existed.
     */
    static Optional<Instant> due(Recipe recipe, Optional<Image> record, Instant slot) {
        Instant checked = Schedules.time(record, Marks.CHECKED_AT, slot.minus(JUST));
        boolean again = record.filter(found -> found.has(Marks.CHECKED_BY, slot.toString()))
                .isPresent();
        return last(recipe.rebake().orElseThrow(), slot).filter(due -> again || due.isAfter(checked));
    }

    /** Whether the time is long past and the recipe does not want it made up for. */
    static boolean isMissed(Recipe recipe, Instant due, Instant slot) {
        return !recipe.rebake().orElseThrow().catchUp() && due.plus(PUNCTUAL).isBefore(slot);
    }

    /** Bakes by schedule that have failed since the family's last success, or since somebody resumed it; oldest first. */
    static List<Image> failures(Rebake.Seen seen, String family, Optional<Image> schedule) {
        Instant success = seen.images().stream()
                .filter(image -> image.isOurs() && image.has(Marks.FAMILY, family))
                .map(image -> Records.time(image, Marks.PROMOTED_AT, Instant.EPOCH))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Instant resumed = Schedules.time(schedule, Marks.RESUMED_AT, Instant.EPOCH);
        Instant since = success.isAfter(resumed) ? success : resumed;
        return seen.records().stream()
                .filter(record -> record.isRecord()
                        && record.has(Marks.FAMILY, family)
                        && record.has(Marks.STATE, Marks.STATE_FAILED)
                        && record.mark(Marks.CAUSE).orElse("").startsWith(CAUSE)
                        && record.createdAt().isAfter(since))
                .sorted(Image.SENIORITY)
                .toList();
    }

    private static Optional<Instant> last(RebakePolicy rebake, Instant slot) {
        return CronTimes.last(rebake.cron(), rebake.zone(), slot);
    }
}
