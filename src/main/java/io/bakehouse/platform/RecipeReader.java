package io.bakehouse.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes a recipe of a document that fits the schema, filling in the defaults that the schema documents. */
final class RecipeReader {
    private static final Duration SNAPSHOT_DEADLINE = Duration.ofHours(1);
    private static final Duration BATCH_EXPECTED = Duration.ofMinutes(1);
    private static final Duration BATCH_DEADLINE = Duration.ofMinutes(15);
    private static final int REPLACEMENTS = 3;

    private RecipeReader() {}

    static Recipe read(JsonNode tree) {
        return new Recipe(
                tree.get("family").asText(),
                revision(tree),
                tree.path("description").asText(""),
                adopt(tree.path("adopt")),
                new Recipe.Snapshot(
                        duration(tree.path("snapshot").path("expected")),
                        duration(tree.path("snapshot").path("deadline")).orElse(SNAPSHOT_DEADLINE)),
                Optional.of(tree.path("batch")).filter(JsonNode::isObject).map(RecipeReader::batch));
    }

    private static Recipe.Adopt adopt(JsonNode adopt) {
        Set<RunStatus> when = texts(adopt.path("when")).stream()
                .map(word -> RunStatus.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
        return new Recipe.Adopt(
                texts(adopt.path("names")), when.isEmpty() ? Set.of(RunStatus.CHANGED, RunStatus.COMPLETED) : when);
    }

    private static Recipe.Batch batch(JsonNode batch) {
        Map<String, String> metadata = new TreeMap<>();
        batch.path("metadata")
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        return new Recipe.Batch(
                batch.path("count").asInt(0),
                batch.path("flavor").asText(),
                batch.path("network").asText("auto"),
                text(batch.path("key")),
                texts(batch.path("security_groups")),
                text(batch.path("availability_zone")),
                text(batch.path("user_data")),
                metadata,
                duration(batch.path("expected")).orElse(BATCH_EXPECTED),
                duration(batch.path("deadline")).orElse(BATCH_DEADLINE),
                batch.path("replacements").asInt(REPLACEMENTS));
    }

    /** Comments, order of keys and layout make no new revision. */
    private static String revision(JsonNode tree) {
        return Ids.digest("recipe", canonical(tree)).substring(0, 8);
    }

    private static String canonical(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> Ids.digest(entry.getKey(), canonical(entry.getValue())))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.forEach(element -> elements.add(canonical(element)));
            return "[" + String.join(",", elements) + "]";
        }
        return node.toString();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static Optional<Duration> duration(JsonNode value) {
        return text(value).map(written -> Duration.parse(written.startsWith("P") ? written : "PT" + written));
    }
}
