package io.bakehouse.function;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Servers, images, runs and recipes for tables of decisions. */
final class Given {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String SERVER = "4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10";

    private Given() {}

    static Recipe recipe(String family, String... names) {
        return new Recipe(
                family,
                "0badcafe",
                "",
                new Recipe.Adopt(List.of(names), Set.of(RunStatus.CHANGED, RunStatus.COMPLETED)),
                new Recipe.Snapshot(Optional.empty(), Duration.ofHours(1)),
                Optional.of(batch(4, 2)));
    }

    static Recipe.Batch batch(int count, int replacements) {
        return new Recipe.Batch(
                count,
                "m1.nano",
                "none",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of("tier", "web"),
                Duration.ofSeconds(60),
                Duration.ofMinutes(30),
                replacements);
    }

    static Recipes recipes() {
        return new Recipes(List.of(recipe("web", "web-*", "node-*"), recipe("db", "db-?")));
    }

    static ConfigRun run(RunStatus status, String... nodeNames) {
        return new ConfigRun("puppet", "run-1", status, List.of(nodeNames), null, null, 3, null, null, null, NOW);
    }

    static ConfigRun withFamily(ConfigRun run, String family) {
        return new ConfigRun(
                run.sender(),
                run.runId(),
                run.status(),
                run.nodeNames(),
                run.instanceIds(),
                run.addresses(),
                run.changes(),
                run.failure(),
                family,
                run.server(),
                run.receivedAt());
    }

    static Server server(String name, ServerStatus status) {
        return server(SERVER, name, status, NOW.minusSeconds(600), Map.of());
    }

    static Server server(String id, String name, ServerStatus status, Instant createdAt, Map<String, String> metadata) {
        String fault = status == ServerStatus.ERROR ? "No valid host was found." : null;
        return new Server(id, name, status, null, createdAt, "base-1", fault, List.of(), metadata, Set.of());
    }

    static Server busy(Server server, String taskState) {
        return new Server(
                server.id(),
                server.name(),
                server.status(),
                taskState,
                server.createdAt(),
                server.image(),
                server.fault(),
                server.addresses(),
                server.metadata(),
                server.tags());
    }

    /** An image that we made of {@link #SERVER}. */
    static Image image(String id, String bake, ImageStatus status, String state, Instant createdAt) {
        return image(id, bake, status, Map.of(Marks.STATE, state), createdAt);
    }

    static Image image(String id, String bake, ImageStatus status, Map<String, String> marks, Instant createdAt) {
        Map<String, String> properties = new HashMap<>(Map.of(
                Marks.ROLE,
                Marks.ROLE_IMAGE,
                Marks.FAMILY,
                "web",
                Marks.BAKE,
                bake,
                Marks.SERVER,
                SERVER,
                "instance_uuid",
                SERVER));
        properties.putAll(marks);
        return new Image(id, bake, status, createdAt, createdAt, 0, null, "demo", "private", false, false, properties);
    }

    static Image named(Image image, String name) {
        return new Image(
                image.id(),
                name,
                image.status(),
                image.createdAt(),
                image.updatedAt(),
                image.size(),
                image.checksum(),
                image.owner(),
                image.visibility(),
                image.hidden(),
                image.protect(),
                image.properties());
    }

    /** The same image with other flags of Glance's. */
    static Image flagged(Image image, boolean hidden, boolean protect) {
        return new Image(
                image.id(),
                image.name(),
                image.status(),
                image.createdAt(),
                image.updatedAt(),
                image.size(),
                image.checksum(),
                image.owner(),
                image.visibility(),
                hidden,
                protect,
                image.properties());
    }

    static Image record(String id, Map<String, String> marks, Instant createdAt) {
        Map<String, String> properties = new HashMap<>(
                Map.of(Marks.ROLE, Marks.ROLE_RECORD, Marks.FAMILY, "web", Marks.STATE, Marks.STATE_OPEN));
        properties.putAll(marks);
        return new Image(
                id,
                "record",
                ImageStatus.QUEUED,
                createdAt,
                createdAt,
                0,
                null,
                "demo",
                "private",
                true,
                false,
                properties);
    }
}
