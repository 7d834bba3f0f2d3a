package io.bakehouse.practice.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON in the forms that OpenStack uses. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private Json() {}

    /** An object with these members, in this order. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All members whose values are strings. */
    static Map<String, String> strings(JsonNode object) {
        Map<String, String> all = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> all.put(field.getKey(), field.getValue().asText()));
        return all;
    }

    /** As in {@code 2026-03-01T10:00:00Z}. */
    static String time(Instant time) {
        return time == null ? null : SECONDS.format(time) + "Z";
    }

    /** As in {@code 2026-03-01T10:00:00.000000}, which Nova writes where it forgot the zone. */
    static String bareTime(Instant time) {
        return time == null ? null : SECONDS.format(time) + ".000000";
    }
}
