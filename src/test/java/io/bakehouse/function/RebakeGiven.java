package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.rebaking;
import static io.bakehouse.function.Given.NOW;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.Recipe;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Schedules and what they see, for tables of their decisions. */
final class RebakeGiven {
    /** Every day at noon, which is now. */
    static final RebakePolicy DAILY = policy(true);

    static final Recipe RECIPE = rebaking(BakeGiven.RECIPE, DAILY);
    static final Image BASE = base("base-1", "sum");
    static final Image CURRENT = current(Map.of(), NOW.minus(Duration.ofDays(2)));
    static final Image SCHEDULE =
            schedule(Map.of(Marks.CHECKED_AT, NOW.minusSeconds(86_400).toString()));

    private RebakeGiven() {}

    static List<Image> failures(int count, Image schedule, String cause) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(schedule),
                        IntStream.range(0, count)
                                .mapToObj(i -> Given.record(
                                        "f" + i,
                                        Map.of(
                                                Marks.BAKE,
                                                "web-f" + i,
                                                Marks.STATE,
                                                Marks.STATE_FAILED,
                                                Marks.CAUSE,
                                                cause,
                                                Marks.REASON,
                                                "no host-" + i),
                                        NOW.minusSeconds(80 - i))))
                .toList();
    }

    static Rebake.Decision decide(Rebake.Seen seen) {
        return Rebake.decide(RECIPE, seen, NOW, NOW);
    }

    static Rebake.Seen seen(List<Image> records, Image current, Image base) {
        return new Rebake.Seen(records, List.of(current), List.of(base), List.of());
    }

    static Rebake.Decision.Checked checked(Rebake.Decision decision) {
        return (Rebake.Decision.Checked) decision;
    }

    static RebakePolicy policy(boolean catchUp) {
        return new RebakePolicy(
                "0 12 * * *", ZoneOffset.UTC, catchUp, Optional.of(5), Optional.of(Duration.ofDays(30)), 3);
    }

    static Image base(String id, String checksum) {
        return BakeGiven.base(id, ImageStatus.ACTIVE, false, checksum, NOW.minusSeconds(9000));
    }

    static Image current(Map<String, String> more, Instant createdAt) {
        return Given.image("i1", "web-1", ImageStatus.ACTIVE, more, createdAt)
                .marked(Map.of(Marks.STATE, Marks.STATE_CURRENT, Marks.BASE, "base-1", Marks.BASE_CHECKSUM, "sum"));
    }

    static Image schedule(Map<String, String> more) {
        return Given.record(
                        "r-s", Map.of(Marks.SCHEDULE, "web", Marks.STATE, Marks.STATE_READY), NOW.minusSeconds(99_999))
                .marked(more);
    }
}
