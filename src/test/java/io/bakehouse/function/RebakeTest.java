package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static io.bakehouse.function.RebakeGiven.BASE;
import static io.bakehouse.function.RebakeGiven.CURRENT;
import static io.bakehouse.function.RebakeGiven.SCHEDULE;
import static io.bakehouse.function.RebakeGiven.base;
import static io.bakehouse.function.RebakeGiven.checked;
import static io.bakehouse.function.RebakeGiven.current;
import static io.bakehouse.function.RebakeGiven.decide;
import static io.bakehouse.function.RebakeGiven.schedule;
import static io.bakehouse.function.RebakeGiven.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RebakeTest {
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
    @CsvSource({"previous, false", "revoked, false", "retired, false", "rejected, true"})
    void whatWasBakedOfTheSameInputsIsNotBakedAgainUnlessItWasRejected(String state, boolean bakes) {
        Map<String, String> marks = Map.of(Marks.STATE, state, Marks.CAUSE, "rebake:base-2:sum:2026-11-01T12:00:00Z");
        Image earlier = Given.image("i2", "web-2", ImageStatus.ACTIVE, marks, NOW.minusSeconds(99));
        Image newer = base("base-2", "sum");
        Rebake.Seen seen = new Rebake.Seen(List.of(SCHEDULE), List.of(CURRENT, earlier), List.of(newer), List.of());
        assertThat(checked(decide(seen)).bake().isPresent()).isEqualTo(bakes);
        Rebake.Seen nameless = new Rebake.Seen(List.of(SCHEDULE), List.of(earlier), List.of(newer), List.of());
        assertThat(checked(decide(nameless)).bake().isPresent()).isEqualTo(!state.equals("revoked"));
    }

    @Test
    void aRollbackThatIsUnderWayIsWaitedFor() {
        Image command = Given.record("r-c", Map.of(Marks.COMMAND, "rollback"), NOW);
        assertThat(decide(seen(List.of(SCHEDULE, command), CURRENT, base("base-2", "sum"))))
                .isEqualTo(new Rebake.Decision.Nothing());
    }
}
