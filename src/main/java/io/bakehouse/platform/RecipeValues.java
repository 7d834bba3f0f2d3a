package io.bakehouse.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the single values of a recipe that fits the schema. */
final class RecipeValues {
    private RecipeValues() {}

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new TreeMap<>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    static Optional<Integer> number(JsonNode value) {
        return value.isIntegralNumber() ? Optional.of(value.asInt()) : Optional.empty();
    }

    /** A duration such as {@code 90s}, {@code 30d} or {@code PT5M}. */
    static Optional<Duration> duration(JsonNode value) {
        return text(value).map(RecipeValues::duration);
    }

    static Duration duration(String written) {
        if (written.startsWith("P")) {
            return Duration.parse(written);
        }
        return Duration.parse(written.endsWith("d") ? "P" + written : "PT" + written);
    }
}
