package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.rebaking;
import static io.bakehouse.function.Given.NOW;
import static io.bakehouse.function.RebakeGiven.CURRENT;
import static io.bakehouse.function.RebakeGiven.RECIPE;
import static io.bakehouse.function.RebakeGiven.SCHEDULE;
import static io.bakehouse.function.RebakeGiven.base;
import static io.bakehouse.function.RebakeGiven.checked;
import static io.bakehouse.function.RebakeGiven.current;
import static io.bakehouse.function.RebakeGiven.decide;
import static io.bakehouse.function.RebakeGiven.failures;
import static io.bakehouse.function.RebakeGiven.policy;
import static io.bakehouse.function.RebakeGiven.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RebakeDueTest {
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
}
