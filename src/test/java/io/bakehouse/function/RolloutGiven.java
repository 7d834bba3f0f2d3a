package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;

import io.bakehouse.model.Health;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Servers, records and looks of one rollout, for tables of decisions. */
abstract class RolloutGiven {
    static final Instant SOON = NOW.plusSeconds(600);
    static final Optional<Recipe.Batch> RECIPE = Optional.of(Given.batch(0, 2));
    static final Limits PLENTY = new Limits(-1, 0, -1, 0, -1, 0);
    static final RolloutStarted ROLLOUT = new RolloutStarted(
            "web",
            "web-r",
            "new",
            4,
            1,
            NOW.minusSeconds(60),
            SOON,
            0,
            NOW.minusSeconds(60),
            SOON,
            null,
            null,
            3,
            true);

    static List<SweepAction> sweep(List<Server> servers, List<Image> records) {
        return Sweep.decide(new Sweep.Sighting(servers, List.of(), records), NOW, NOW);
    }

    static RolloutClaim request(List<Server> servers, List<Image> records, Limits limits) {
        Image current = Given.image("new", "web-1", io.bakehouse.model.ImageStatus.ACTIVE, Marks.STATE_CURRENT, NOW);
        RolloutRequested request = new RolloutRequested("web", "web-r", null, "deploy", null, NOW);
        return RollOut.decide(request, new RollOut.Seen(RECIPE, List.of(current), servers, records, limits), NOW);
    }

    static RolloutStep decide(List<Server> servers, List<Image> records) {
        return decide(servers, records, Checkup.none());
    }

    static RolloutStep decide(List<Server> servers, List<Image> records, Checkup checkup) {
        return WatchRollout.decide(ROLLOUT, RECIPE, servers, records, checkup, NOW);
    }

    static Image open() {
        return record(Map.of());
    }

    static Image record(Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.BATCH, "web-r",
                Marks.ROLLOUT, "web-r",
                Marks.IMAGE, "new",
                Marks.COUNT, "4",
                Marks.SURGE, "1",
                Marks.DEADLINE, SOON.toString()));
        marks.putAll(more);
        return Given.record(RolloutRecords.id("web-r"), marks, NOW.minusSeconds(60));
    }

    static Image wave(int number, Instant createdAt) {
        Map<String, String> marks = Map.of(Marks.ROLLOUT, "web-r", Marks.WAVE, String.valueOf(number), Marks.STATE, "");
        return Given.record("w" + number, marks, createdAt);
    }

    static List<Server> old(int count) {
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            servers.add(server("o" + i, "web-b", "old", ServerStatus.ACTIVE, 1000 - i, Map.of()));
        }
        return servers;
    }

    static Server fresh(String id, ServerStatus status) {
        return fresh(id, status, Map.of());
    }

    static Server fresh(String id, ServerStatus status, Map<String, String> more) {
        return server(id, "web-r", "new", status, 20, more);
    }

    static Server server(
            String id, String batch, String image, ServerStatus status, int age, Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.ROLE,
                Marks.ROLE_BATCH,
                Marks.FAMILY,
                "web",
                Marks.BATCH,
                batch,
                Marks.IMAGE,
                image,
                Marks.DEADLINE,
                SOON.toString()));
        marks.putAll(more);
        return Given.server(id, id, status, NOW.minusSeconds(age), marks);
    }

    /** The recipe with another way to roll out. */
    static Recipe.Batch rolling(Recipe.Batch usual, Rollout rollout) {
        return new Recipe.Batch(
                usual.count(),
                usual.flavor(),
                usual.network(),
                usual.key(),
                usual.securityGroups(),
                usual.zone(),
                usual.userData(),
                usual.metadata(),
                usual.expected(),
                usual.deadline(),
                usual.replacements(),
                List.of(),
                Optional.empty(),
                rollout,
                Health.ACTIVE);
    }
}
