package io.bakehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.EventType;
import io.bakehouse.model.SweepRequested;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Schedule EVERY_5_MINUTES =
            new Schedule(Duration.ofMinutes(5), null, EventType.SWEEP_REQUESTED);

    @Test
    void processesThatStartedAtDifferentTimesFireOneEventPerSlot() {
        assertThat(EVERY_5_MINUTES.fire(Instant.parse("2026-01-01T10:05:00Z")))
                .isEqualTo(EVERY_5_MINUTES.fire(Instant.parse("2026-01-01T10:09:59.999Z")))
                .isNotEqualTo(EVERY_5_MINUTES.fire(Instant.parse("2026-01-01T10:10:00Z")))
                .satisfies(event ->
                        assertThat(event.data()).isEqualTo(new SweepRequested(Instant.parse("2026-01-01T10:05:00Z"))));
    }

    @Test
    void aCronSlotIsASecond() {
        Schedule cron = new Schedule(null, "0 */5 * * * ?", EventType.SWEEP_REQUESTED);

        assertThat(cron.fire(Instant.parse("2026-01-01T10:05:00.123Z")))
                .isEqualTo(cron.fire(Instant.parse("2026-01-01T10:05:00Z")));
    }

    @Test
    void aScheduleIsEitherKindAndMakesAnEventOfTheTimeAlone() {
        assertThatThrownBy(() -> new Schedule(null, null, EventType.SWEEP_REQUESTED))
                .hasMessageContaining("either");
        assertThatThrownBy(() -> new Schedule(Duration.ofDays(1), "* * * * * ?", EventType.SWEEP_REQUESTED))
                .hasMessageContaining("either");
        assertThatThrownBy(() -> new Schedule(Duration.ofDays(1), null, EventType.IMAGE_READY))
                .hasMessageContaining("from the time alone");
    }
}
