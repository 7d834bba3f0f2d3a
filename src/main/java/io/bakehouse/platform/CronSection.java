package io.bakehouse.platform;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Checks what a schema cannot: whether a cron expression and a time zone exist. */
final class CronSection {
    private static final ZonedDateTime BEFORE_A_LEAP_YEAR = ZonedDateTime.of(2023, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);

    private CronSection() {}

    static List<String> problems(JsonNode rebake) {
        List<String> problems = new ArrayList<>();
        if (rebake.isObject()) {
            String cron = rebake.path("cron").asText();
            try {
                Cron parsed = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(cron);
                parsed.validate();
                if (ExecutionTime.forCron(parsed)
                        .nextExecution(BEFORE_A_LEAP_YEAR)
                        .isEmpty()) {
                    problems.add("rebake.cron: '" + cron + "' never comes: there is no such day");
                }
            } catch (IllegalArgumentException e) {
                problems.add("rebake.cron: '" + cron + "' is no cron expression of five fields, such as '30 3 * * *': "
                        + e.getMessage());
            }
            String zone = rebake.path("time_zone").asText("UTC");
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                problems.add("rebake.time_zone: '" + zone + "' is no time zone such as UTC or Europe/Berlin");
            }
        }
        return problems;
    }
}
