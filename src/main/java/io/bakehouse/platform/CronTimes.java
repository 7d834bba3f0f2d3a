package io.bakehouse.platform;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * When a cron expression of five fields is due, in its time zone. What summer time skips is due an hour later, and what
 * comes twice in autumn is due the first time only.
 */
public final class CronTimes {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** Of each expression that was asked for; they are those of the recipes, and few. */
    private static final Map<String, ExecutionTime> PARSED = new ConcurrentHashMap<>();

    private static final int MOST_PARSED = 1000;

    private CronTimes() {}

    /** The last time that was due until then, empty when there was none. */
    public static Optional<Instant> last(String cron, ZoneId zone, Instant now) {
        ExecutionTime times = times(cron);
        // Due at this very moment counts; cron's grain is the minute.
        ZonedDateTime until = now.atZone(zone).plusSeconds(1);
        Optional<Instant> last = times.lastExecution(until)
                .map(ZonedDateTime::withEarlierOffsetAtOverlap)
                .map(ZonedDateTime::toInstant);
        if (zone.getRules().isFixedOffset()) {
            return last;
        }
        // What the change to summer time skips is due all the same, that much later.
        Optional<Instant> skipped = times.lastExecution(until.withZoneSameLocal(ZoneOffset.UTC))
                .map(wall -> wall.toLocalDateTime().atZone(zone).toInstant())
                .filter(time -> !time.isAfter(now));
        return Stream.of(last, skipped).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private static ExecutionTime times(String cron) {
        // Recipes change while a bakery runs: what is no longer asked for goes with the rest.
        if (PARSED.size() >= MOST_PARSED) {
            PARSED.clear();
        }
        return PARSED.computeIfAbsent(cron, expression -> ExecutionTime.forCron(PARSER.parse(expression)));
    }
}
