package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LooksTest {
    private static final Instant DEADLINE = NOW.plus(Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({
        // expected, took, most looks, most milliseconds late
        "2, 1900, 3, 250",
        "2, 2400, 4, 400",
        "1, 2000, 6, 600",
        "10, 10500, 4, 1500",
        "300, 300000, 3, 45000",
        "60, 200000, 10, 60000",
    })
    void seesTheEndSoonAndWithFewLooks(int expected, long took, int mostLooks, long mostLate) {
        List<Instant> looks = looksUntil(expected, Duration.ofMillis(took));
        assertThat(looks).hasSizeLessThanOrEqualTo(mostLooks);
        assertThat(looks.get(looks.size() - 1)).isBeforeOrEqualTo(NOW.plusMillis(took + mostLate));
    }

    @Test
    void doublesTheWaitsWhenNothingIsKnown() {
        assertThat(looksUntil(null, Duration.ofMinutes(5))).hasSize(3);
    }

    @Test
    void looksAtWhatIsStuckEveryFiveMinutesInTheEndAndAtTheDeadline() {
        List<Instant> looks = looksUntil(2, Duration.ofHours(1));
        assertThat(looks).hasSizeLessThan(45);
        assertThat(looks.get(looks.size() - 1)).isEqualTo(DEADLINE);
    }

    @Test
    void looksOfLongWaitsFallOnTheSameInstants() {
        Instant next = Looks.next(NOW.minusSeconds(200), null, NOW.plusMillis(123), DEADLINE);
        assertThat(next.toEpochMilli() % 5_000).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // begun, ended, seen (milliseconds), estimate
        "250, 2230, 2300, 2",
        "250, 3200, 3400, 3",
        "900, 2950, 3000, 2",
        "0, 400, 500, 1",
        "0, 300000, 301000, 300",
    })
    void estimatesWithoutTheFractionThatGlanceCuts(long begun, long ended, long seen, int seconds) {
        assertThat(Looks.seconds(NOW.plusMillis(begun), NOW.plusSeconds(ended / 1000), NOW.plusMillis(seen)))
                .isEqualTo(seconds);
    }

    @Test
    void estimatesNoMoreThanWeHaveWaitedThoughGlancesClockIsFast() {
        assertThat(Looks.seconds(NOW, NOW.plusSeconds(40), NOW.plusSeconds(10))).isEqualTo(10);
    }

    private static List<Instant> looksUntil(Integer expected, Duration took) {
        List<Instant> looks = new ArrayList<>(List.of(Looks.first(NOW, expected)));
        while (looks.get(looks.size() - 1).isBefore(NOW.plus(took))) {
            looks.add(Looks.next(NOW, expected, looks.get(looks.size() - 1), DEADLINE));
        }
        return looks;
    }
}
