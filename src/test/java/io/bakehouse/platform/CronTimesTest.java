package io.bakehouse.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    30 2 * * *    | UTC              | 2026-11-23T02:30:00Z | 2026-11-23T02:30:00Z
                    30 2 * * *    | UTC              | 2026-11-23T02:29:59Z | 2026-11-22T02:30:00Z
                    30 2 * * *    | Europe/Berlin    | 2026-11-23T12:00:00Z | 2026-11-23T01:30:00Z
                    30 2 * * *    | Europe/Berlin    | 2026-07-23T12:00:00Z | 2026-07-23T00:30:00Z
                    30 2 * * *    | America/New_York | 2026-11-23T12:00:00Z | 2026-11-23T07:30:00Z
                    */15 * * * *  | Asia/Kolkata     | 2026-11-23T12:14:59Z | 2026-11-23T12:00:00Z
                    0 4 * * 1     | UTC              | 2026-11-25T12:00:00Z | 2026-11-23T04:00:00Z
                    0 4 * * 7     | UTC              | 2026-11-25T12:00:00Z | 2026-11-22T04:00:00Z
                    0 0 29 2 *    | UTC              | 2026-11-23T12:00:00Z | 2024-02-29T00:00:00Z
                    """)
    void findsTheLastTimeInItsZone(String cron, String zone, Instant now, Instant last) {
        assertThat(CronTimes.last(cron, ZoneId.of(zone), now)).contains(last);
    }

    @Test
    void aTimeThatSummerTimeSkipsIsDueOnceAllTheSame() {
        List<Instant> due = due("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z");
        assertThat(due).hasSize(2);
        assertThat(due.get(0)).isBetween(Instant.parse("2026-03-29T00:30:00Z"), Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(due.get(1)).isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void aTimeThatComesTwiceInAutumnIsDueOnce() {
        assertThat(due("2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
                .hasSize(2)
                .last()
                .isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
    }

    /** Every new answer that somebody gets who asks in every minute. */
    private static List<Instant> due(String from, String until) {
        List<Instant> due = new ArrayList<>();
        Instant known =
                CronTimes.last("30 2 * * *", BERLIN, Instant.parse(from)).orElseThrow();
        for (Instant at = Instant.parse(from); at.isBefore(Instant.parse(until)); at = at.plusSeconds(60)) {
            Instant last = CronTimes.last("30 2 * * *", BERLIN, at).orElseThrow();
            if (last.isAfter(known)) {
                known = last;
                due.add(last);
            }
        }
        return due;
    }
}
