package io.bakehouse.platform;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When a cron expression of five fields is due, in its time zone, changes to and from summer time included. */
public final class CronTimes {
    private CronTimes() {}

    /** The last time that was due until then, empty when there was none. */
    public static Optional<Instant> last(String cron, ZoneId zone, Instant now) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        ExecutionTime times = ExecutionTime.forCron(parser.parse(cron));
        // Due at this very moment counts; cron's grain is the minute.
        ZonedDateTime until = now.atZone(zone).plusSeconds(1);
        return times.lastExecution(until).map(ZonedDateTime::toInstant);
    }
}
