package io.bakehouse.platform;

import static io.bakehouse.platform.RecipeValues.duration;
import static io.bakehouse.platform.RecipeValues.number;
import static io.bakehouse.platform.RecipeValues.text;
import static io.bakehouse.platform.RecipeValues.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Builder;
import io.bakehouse.model.Health;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a recipe of a document that fits the schema, filling in the defaults that the schema documents. */
final class RecipeReader {
    private static final Duration SNAPSHOT_DEADLINE = Duration.ofHours(1);
    private static final Duration BATCH_EXPECTED = Duration.ofMinutes(1);
    private static final Duration BATCH_DEADLINE = Duration.ofMinutes(15);
    private static final int REPLACEMENTS = 3;

    private RecipeReader() {}

    /**
     * The recipe.
     *
     * @throws RecipesException when what the schema cannot check is wrong, without the name of the file
     */
    static Recipe read(JsonNode tree, Path folder) {
        UserDataFiles userData = new UserDataFiles(folder);
        List<String> problems = new ArrayList<>(CronSection.problems(tree.path("rebake")));
        Optional<Builder> builder =
                section(tree, "builder").map(section -> BakeSections.builder(section, userData::of));
        Optional<Verification> verification =
                section(tree, "verify").map(section -> BakeSections.verification(section, userData::of));
        if (tree.has("rebake") && builder.isEmpty()) {
            problems.add("rebake: needs a section 'builder' that says what to bake");
        }
        problems.addAll(TriggerSection.problems(tree));
        problems.addAll(batchProblems(tree.path("batch")));
        problems.addAll(userData.problems());
        if (!problems.isEmpty()) {
            throw new RecipesException(problems);
        }
        return new Recipe(
                tree.get("family").asText(),
                revision(tree, userData.contents()),
                tree.path("description").asText(""),
                adopt(tree.path("adopt")),
                new Recipe.Snapshot(
                        duration(tree.path("snapshot").path("expected")),
                        duration(tree.path("snapshot").path("deadline")).orElse(SNAPSHOT_DEADLINE)),
                section(tree, "batch").map(RecipeReader::batch),
                builder,
                verification,
                "approval".equals(tree.path("promote").asText()),
                BakeSections.retention(tree.path("retire")),
                section(tree, "rebake").map(BakeSections::rebake),
                TriggerSection.triggers(tree.path("triggers")));
    }

    /** What the schema could say only without saying what to do. */
    private static List<String> batchProblems(JsonNode batch) {
        List<String> problems = new ArrayList<>();
        if (batch.has("availability_zone") && batch.has("availability_zones")) {
            problems.add("batch.availability_zones: there is batch.availability_zone too; keep one of them");
        }
        if ("none".equals(batch.path("network").asText()) && batch.has("healthy")) {
            problems.add("batch.healthy: servers with network 'none' have no address that could be asked");
        }
        Rollout rollout = BakeSections.rollout(batch.path("rollout"));
        if (rollout.maxSurge() == 0 && rollout.maxUnavailable() == 0) {
            problems.add("batch.rollout: max_surge and max_unavailable are both 0, so nothing could ever be replaced;"
                    + " one of them must be 1 or more");
        }
        return problems;
    }

    private static Optional<JsonNode> section(JsonNode tree, String name) {
        return Optional.of(tree.path(name)).filter(JsonNode::isObject);
    }

    private static Recipe.Adopt adopt(JsonNode adopt) {
        Set<RunStatus> when = texts(adopt.path("when")).stream()
                .map(word -> RunStatus.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
        return new Recipe.Adopt(
                texts(adopt.path("names")), when.isEmpty() ? Set.of(RunStatus.CHANGED, RunStatus.COMPLETED) : when);
    }

    private static Recipe.Batch batch(JsonNode batch) {
        JsonNode healthy = batch.path("healthy");
        return new Recipe.Batch(
                batch.path("count").asInt(0),
                batch.path("flavor").asText(),
                batch.path("network").asText("auto"),
                text(batch.path("key")),
                texts(batch.path("security_groups")),
                text(batch.path("availability_zone")),
                text(batch.path("user_data")),
                RecipeValues.map(batch.path("metadata")),
                duration(batch.path("expected")).orElse(BATCH_EXPECTED),
                duration(batch.path("deadline")).orElse(BATCH_DEADLINE),
                batch.path("replacements").asInt(REPLACEMENTS),
                texts(batch.path("availability_zones")),
                text(batch.path("server_group")),
                BakeSections.rollout(batch.path("rollout")),
                new Health(BakeSections.http(healthy), number(healthy.path("tcp"))));
    }

    /** Comments, order of keys and layout make no new revision. */
    private static String revision(JsonNode tree, List<String> files) {
        List<String> parts = new ArrayList<>(List.of("recipe", canonical(tree)));
        parts.addAll(files);
        return Ids.digest(parts.toArray(String[]::new)).substring(0, 8);
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
}
