package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Builder;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.Verification;
import io.bakehouse.simulation.BuilderBakery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects of one bake with a builder and a canary, for tables of decisions. */
final class BakeGiven {
    static final String BAKE = "web-1";
    static final String CANARY = "5d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d11";
    static final Instant STARTED = NOW.minusSeconds(600);
    static final Recipe RECIPE = BuilderBakery.recipe();
    static final ImageReady READY = new ImageReady("web", BAKE, "i1", NOW.minusSeconds(300), 30);
    static final BakeRequested REQUEST = new BakeRequested("web", "c-1", "somebody wants it", null, NOW);

    private BakeGiven() {}

    /** A recipe whose builder keeps running while it is snapshotted, or does not. */
    static Recipe stopping(boolean first) {
        Builder usual = BuilderBakery.builder(Duration.ZERO);
        return BuilderBakery.recipe(
                new Builder(
                        usual.base(),
                        usual.server(),
                        usual.sender(),
                        usual.volumeGb(),
                        first,
                        usual.expected(),
                        usual.deadline(),
                        usual.keepFor()),
                Optional.of(BuilderBakery.verification()),
                false);
    }

    static Recipe rebaking(Recipe recipe, RebakePolicy policy) {
        return new Recipe(
                recipe.family(),
                recipe.revision(),
                "",
                recipe.adopt(),
                recipe.snapshot(),
                recipe.batch(),
                recipe.builder(),
                recipe.verification(),
                recipe.approval(),
                recipe.retention(),
                Optional.of(policy));
    }

    /** A gate with those expectations. */
    static Verification expecting(
            Integer drift, boolean phoneHome, Optional<Verification.Http> http, Optional<Integer> tcp) {
        Verification usual = BuilderBakery.verification();
        return new Verification(
                usual.server(),
                usual.sender(),
                Optional.ofNullable(drift),
                phoneHome,
                http,
                tcp,
                usual.expected(),
                usual.deadline());
    }

    static Server builderServer(ServerStatus status, Map<String, String> more) {
        return server(Given.SERVER, BAKE, Marks.ROLE_BUILDER, status, more);
    }

    static Server canary(ServerStatus status, Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.IMAGE,
                "i1",
                Marks.SNAPSHOT_SECONDS,
                "30",
                Marks.READY_AT,
                READY.readyAt().toString(),
                Marks.DEADLINE,
                NOW.plusSeconds(300).toString()));
        marks.putAll(more);
        return server(CANARY, BAKE + "-canary", Marks.ROLE_CANARY, status, marks);
    }

    private static Server server(String id, String name, String role, ServerStatus status, Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(
                Map.of(Marks.ROLE, role, Marks.FAMILY, "web", Marks.BAKE, BAKE, Marks.STARTED_AT, STARTED.toString()));
        marks.putAll(more);
        return Given.server(id, name, status, STARTED, marks);
    }

    /** The same server, reachable at that address. */
    static Server at(String address, Server server) {
        return new Server(
                server.id(),
                server.name(),
                server.status(),
                server.taskState(),
                server.createdAt(),
                server.image(),
                server.fault(),
                List.of(address),
                server.metadata(),
                Set.of());
    }

    static Image record(Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(Map.of(Marks.BAKE, BAKE, Marks.BASE, "base-1"));
        marks.putAll(more);
        return Given.record("r1", marks, STARTED);
    }

    static Image candidate(ImageStatus status, Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(Map.of(Marks.STATE, Marks.STATE_CANDIDATE));
        marks.putAll(more);
        return Given.image("i1", BAKE, status, marks, NOW.minusSeconds(400));
    }

    /** An image of the cloud's operator. */
    static Image base(String id, ImageStatus status, boolean hidden, String checksum, Instant createdAt) {
        return new Image(
                id, "base", status, createdAt, createdAt, 9, checksum, "admin", "public", hidden, false, Map.of());
    }
}
