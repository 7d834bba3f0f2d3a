package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.rebaking;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RebakeTest {
    /** Every day at noon, which is now. */
    private static final RebakePolicy DAILY = policy(true);

    private static final Recipe RECIPE = rebaking(BakeGiven.RECIPE, DAILY);
    private static final Image BASE = base("base-1", "sum");
    private static final Image CURRENT = current(Map.of(), NOW.minus(Duration.ofDays(2)));
    private static final Image SCHEDULE =
            schedule(Map.of(Marks.CHECKED_AT, NOW.minusSeconds(86_400).toString()));

    @Test
    void bakesNothingWithoutAReasonAndNotesThatItLooked() {
        Rebake.Decision.Checked checked = checked(decide(seen(List.of(SCHEDULE), CURRENT, BASE)));
        assertThat(checked.bake()).isEmpty();
        assertThat(checked.due()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    base-2 | sum | and no longer base-1
                    base-1 | new | has another checksum
                    """)
    void bakesWhenTheBaseImageIsAnother(String id, String checksum, String words) {
        Rebake.Decision.Checked checked = checked(decide(seen(List.of(SCHEDULE), CURRENT, base(id, checksum))));
        assertThat(checked.bake().orElseThrow().reason()).contains(words);
        assertThat(checked.bake().orElseThrow().cause()).isEqualTo("rebake:" + id + ":" + checksum + ":" + NOW);
    }

    @Test
    void bakesWhenThereIsNoImageYetOrTheImageIsTooOld() {
        Rebake.Seen none = new Rebake.Seen(List.of(SCHEDULE), List.of(), List.of(BASE), List.of());
        assertThat(checked(decide(none)).bake().orElseThrow().reason()).isEqualTo("'web' has no image yet");
        Image old = current(Map.of(), NOW.minus(Duration.ofDays(31)));
        assertThat(checked(decide(seen(List.of(SCHEDULE), old, BASE)))
                        .bake()
                        .orElseThrow()
                        .reason())
                .isEqualTo("the current image is 31 days old, older than 30");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    batch   | web | changed 9 puppet:x | true
                    batch   | web | changed 5 puppet:x | false
                    batch   | web | changed - puppet:x | false
                    batch   | db  | changed 9 puppet:x | false
                    canary  | web | changed 9 puppet:x | false
                    """)
    void bakesWhenServersOfTheFamilyDrift(String role, String family, String run, boolean bakes) {
        Map<String, String> marks = Map.of(Marks.ROLE, role, Marks.FAMILY, family, Marks.RUN, run);
        Server server = Given.server("s", "web-b-1", ServerStatus.ACTIVE, NOW, marks);
        Rebake.Seen seen = new Rebake.Seen(List.of(SCHEDULE), List.of(CURRENT), List.of(BASE), List.of(server));
        assertThat(checked(decide(seen)).bake().map(bake -> bake.reason()))
                .isEqualTo(
                        bakes
                                ? Optional.of("a config run made 9 changes on server 'web-b-1', and 5 are allowed")
                                : Optional.empty());
    }

    @Test
    void doesNothingWhenNotDueOrPausedOrBakingAlready() {
        Image checked = schedule(Map.of(Marks.CHECKED_AT, NOW.toString(), Marks.CHECKED_BY, "another"));
        Image paused = SCHEDULE.marked(Map.of(Marks.STATE, Marks.STATE_PAUSED));
        Image open = BakeGiven.record(Map.of());
        Image newer = base("base-2", "sum");
        assertThat(decide(seen(List.of(checked), CURRENT, newer))).isEqualTo(new Rebake.Decision.Nothing());
        assertThat(decide(seen(List.of(paused), CURRENT, newer))).isEqualTo(new Rebake.Decision.Nothing());
        assertThat(decide(seen(List.of(SCHEDULE, open), CURRENT, newer))).isEqualTo(new Rebake.Decision.Nothing());
    }

    @Test
    void aSecondDeliveryOfTheSameSlotSaysTheSame() {
        Image mine = schedule(Map.of(Marks.CHECKED_AT, NOW.toString(), Marks.CHECKED_BY, NOW.toString()));
        Image newer = base("base-2", "sum");
        assertThat(checked(decide(seen(List.of(mine), CURRENT, newer))).bake())
                .isEqualTo(
                        checked(decide(seen(List.of(SCHEDULE), CURRENT, newer))).bake())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"true, 60, true", "true, 14400, true", "false, 60, true", "false, 900, true", "false, 901, false"})
    void makesUpForATimeThatWasMissedUnlessTheRecipeDoesNotWantThat(boolean catchUp, int late, boolean bakes) {
        Rebake.Seen seen = seen(List.of(SCHEDULE), CURRENT, base("base-2", "sum"));
        Instant slot = NOW.plusSeconds(late);
        Rebake.Decision decision = Rebake.decide(rebaking(BakeGiven.RECIPE, policy(catchUp)), seen, slot, slot);
        assertThat(checked(decision).bake().isPresent()).isEqualTo(bakes);
        assertThat(checked(decision).due()).isEqualTo(NOW);
    }

    @Test
    void pausesAfterTooManyFailuresInARowAndCountsFromTheLastSuccessOrResume() {
        Image newer = base("base-2", "sum");
        Rebake.Decision.Pause pause =
                (Rebake.Decision.Pause) decide(seen(failures(3, SCHEDULE, "rebake:x"), CURRENT, newer));
        assertThat(pause.words())
                .contains("3 bakes of 'web' in a row have failed")
                .contains("no host-2");
        Image resumed =
                SCHEDULE.marked(Map.of(Marks.RESUMED_AT, NOW.minusSeconds(50).toString()));
        Image promoted = current(Map.of(Marks.PROMOTED_AT, NOW.minusSeconds(50).toString()), NOW.minusSeconds(90));
        assertThat(checked(decide(seen(failures(2, SCHEDULE, "rebake:x"), CURRENT, newer)))
                        .bake())
                .isPresent();
        assertThat(checked(decide(seen(failures(3, resumed, "rebake:x"), CURRENT, newer)))
                        .bake())
                .isPresent();
        assertThat(checked(decide(seen(failures(3, SCHEDULE, "rebake:x"), promoted, newer)))
                        .bake())
                .isPresent();
        assertThat(checked(decide(seen(failures(3, SCHEDULE, "command:x"), CURRENT, newer)))
                        .bake())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, false", "14, false", "15, true", "30, true"})
    void asksTheCloudOnlyWhenATimeIsJustDueOrMayHaveBeenMissed(int minutes, boolean asks) {
        assertThat(RebakeDue.mayBeDue(RECIPE, NOW.plus(Duration.ofMinutes(minutes))))
                .isEqualTo(asks);
        assertThat(RebakeDue.mayBeDue(BakeGiven.RECIPE, NOW)).isFalse();
    }

    private static List<Image> failures(int count, Image schedule, String cause) {
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

    private static Rebake.Decision decide(Rebake.Seen seen) {
        return Rebake.decide(RECIPE, seen, NOW, NOW);
    }

    private static Rebake.Seen seen(List<Image> records, Image current, Image base) {
        return new Rebake.Seen(records, List.of(current), List.of(base), List.of());
    }

    private static Rebake.Decision.Checked checked(Rebake.Decision decision) {
        return (Rebake.Decision.Checked) decision;
    }

    private static RebakePolicy policy(boolean catchUp) {
        return new RebakePolicy(
                "0 12 * * *", ZoneOffset.UTC, catchUp, Optional.of(5), Optional.of(Duration.ofDays(30)), 3);
    }

    private static Image base(String id, String checksum) {
        return BakeGiven.base(id, ImageStatus.ACTIVE, false, checksum, NOW.minusSeconds(9000));
    }

    private static Image current(Map<String, String> more, Instant createdAt) {
        return Given.image("i1", "web-1", ImageStatus.ACTIVE, more, createdAt)
                .marked(Map.of(Marks.STATE, Marks.STATE_CURRENT, Marks.BASE, "base-1", Marks.BASE_CHECKSUM, "sum"));
    }

    private static Image schedule(Map<String, String> more) {
        return Given.record(
                        "r-s", Map.of(Marks.SCHEDULE, "web", Marks.STATE, Marks.STATE_READY), NOW.minusSeconds(99_999))
                .marked(more);
    }
}
