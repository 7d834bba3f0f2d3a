package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.ScheduleRequested;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetScheduleTest {
    private static final ScheduleRequested PAUSE =
            new ScheduleRequested("web", true, "ann", "c-1", NOW.minusSeconds(9));
    private static final ScheduleRequested RESUME =
            new ScheduleRequested("web", false, "ann", "c-2", NOW.minusSeconds(9));
    private static final Image RECORD = Given.record("r1", Map.of(Marks.SCHEDULE, "web"), NOW.minusSeconds(900));

    @Test
    void pausesAndSaysWho() {
        assertThat(SetSchedule.decide(PAUSE, Optional.of(RECORD), NOW).marks())
                .isEqualTo(Map.of(Marks.STATE, Marks.STATE_PAUSED, Marks.REASON, "paused by ann"));
    }

    @Test
    void resumesAndForgetsFailuresUntilThen() {
        assertThat(SetSchedule.decide(RESUME, Optional.of(RECORD), NOW).marks())
                .isEqualTo(Map.of(
                        Marks.STATE,
                        Marks.STATE_READY,
                        Marks.REASON,
                        "",
                        Marks.RESUMED_AT,
                        NOW.minusSeconds(9).toString()));
    }

    @Test
    void aScheduleThatNobodyHasLookedAtYetBeginsNow() {
        assertThat(SetSchedule.decide(RESUME, Optional.empty(), NOW).marks())
                .containsEntry(Marks.CHECKED_AT, NOW.toString());
    }

    @Test
    void theOldestOfTwoRecordsCountsAndStrangersDoNot() {
        Image younger = Given.record("r2", Map.of(Marks.SCHEDULE, "web"), NOW);
        Image other = Given.record("r3", Map.of(Marks.SCHEDULE, "db"), NOW.minusSeconds(9000));
        Image copy = Given.record("r4", Map.of(Marks.SCHEDULE, "web", "instance_uuid", "s"), NOW.minusSeconds(9000));
        assertThat(Schedules.find(List.of(younger, other, copy, RECORD), "web")).contains(RECORD);
        assertThat(Schedules.isPaused(Optional.empty())).isFalse();
    }
}
