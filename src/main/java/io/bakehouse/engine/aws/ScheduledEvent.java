package io.bakehouse.engine.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionRow;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What a rule of EventBridge sends by the clock, for whoever has such rules instead of EventBridge Scheduler, whose schedules
 * in {@code infra/aws} send a whole event.
 */
final class ScheduledEvent {
    private static final String KIND = "Scheduled Event";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ScheduledEvent() {}

    /** The event of the row's schedule when that is what the text is; else the text. */
    static String read(FunctionRow row, String body) {
        if (row.trigger().schedule() == null || !body.contains(KIND)) {
            return body;
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (!KIND.equals(json.path("detail-type").asText())) {
                return body;
            }
            Instant time = Instant.parse(json.path("time").asText());
            return new String(EventCodec.write(row.trigger().schedule().fire(time), time), StandardCharsets.UTF_8);
        } catch (JsonProcessingException | DateTimeException e) {
            // Then it is nothing that anybody can read, which is said where events are read.
            return body;
        }
    }
}
