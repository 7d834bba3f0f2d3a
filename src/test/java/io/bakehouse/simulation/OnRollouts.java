package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Health;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.Verification;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.PracticeQuota;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.practice.ServerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A bakery with servers of one image that are to be replaced by servers of another. */
abstract class OnRollouts {
    static final Duration DAY = Duration.ofDays(1);
    static final int PORT = 80;

    final VirtualProbe probe = VirtualProbe.answering(200);
    /** What broke a bound, at whichever cloud call it was seen. */
    final List<String> violations = new ArrayList<>();

    VirtualBakery bakery;
    String before;
    String after;
    int wanted;
    Rollout policy;

    /** A bakery with two images and that many servers of the first; from now on the bounds are watched. */
    void given(int count, Rollout rollout, List<String> zones, Map<String, String> metadata) {
        wanted = count;
        policy = rollout;
        bakery = new VirtualBakery(PracticeTimes.usual(), probe, recipe(rollout, zones, metadata));
        before = image("old", Marks.STATE_PREVIOUS);
        after = image("web", Marks.STATE_CURRENT);
        boot(count, before, "first");
        bakery.engine.runUntilQuiet(DAY);
        assertThat(bakery.ends()).containsExactly(EventType.BATCH_READY);
        bakery.cloud.faults().add(call -> {
            watchBounds();
            return Fault.NONE;
        });
    }

    void watchBounds() {
        List<Server> servers =
                bakery.cloud.servers().list(bakery.cloud.site().project("demo"), bakery.clock.instant()).stream()
                        .map(ServerState::view)
                        .filter(server -> server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BATCH))
                                && server.mark(Marks.FAMILY).equals(Optional.of("web")))
                        .toList();
        long active = servers.stream()
                .filter(server -> server.status() == ServerStatus.ACTIVE && server.taskState() == null)
                .count();
        if (servers.size() > wanted + policy.maxSurge()) {
            violations.add(servers.size() + " servers at " + bakery.clock.instant());
        }
        if (active < wanted - policy.maxUnavailable()) {
            violations.add("only " + active + " active at " + bakery.clock.instant());
        }
    }

    String image(String name, String state) {
        return bakery.cloud.addImage(
                bakery.cloud.site().project("demo"),
                name,
                "private",
                Map.of(
                        Marks.ROLE,
                        Marks.ROLE_IMAGE,
                        Marks.FAMILY,
                        "web",
                        Marks.BAKE,
                        "web-" + name,
                        Marks.SERVER,
                        "4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10",
                        Marks.STATE,
                        state));
    }

    void boot(int count, String image, String cause) {
        BatchRequested data =
                new BatchRequested("web", Ids.batch("web", image, cause), image, count, cause, bakery.clock.instant());
        bakery.engine.publish(List.of(Event.of(EventType.BATCH_REQUESTED, data)));
    }

    void request(String cause, String image) {
        RolloutRequested data = new RolloutRequested(
                "web", Ids.rollout("web", image, cause), image, cause, null, bakery.clock.instant());
        bakery.engine.publish(List.of(Event.of(EventType.ROLLOUT_REQUESTED, data)));
    }

    void rollOut(String cause) {
        request(cause, after);
        bakery.engine.runUntilQuiet(DAY);
    }

    void quota(int servers) {
        bakery.cloud.quotas().set(bakery.cloud.site().project("demo"), PracticeQuota.servers(servers));
    }

    String stranger(Map<String, String> metadata) {
        ServerSpec spec = new ServerSpec(
                "web-look-alike",
                before,
                "m1.nano",
                "none",
                null,
                List.of(),
                null,
                null,
                metadata,
                List.of(Marks.serverTag()));
        List<String> known = ids();
        bakery.cloud.cloud().createServers(spec, 1);
        return ids().stream().filter(id -> !known.contains(id)).findFirst().orElseThrow();
    }

    List<String> ids() {
        return bakery.cloud.cloud().servers(ServerQuery.all()).stream()
                .map(Server::id)
                .toList();
    }

    List<Server> of(String image) {
        return bakery.servers().stream()
                .filter(server -> image.equals(server.image())
                        && server.mark(Marks.FAMILY).equals(Optional.of("web")))
                .toList();
    }

    Ending lastEnd() {
        return bakery.endings().get(bakery.endings().size() - 1);
    }

    void assertAllReplaced() {
        assertThat(bakery.servers())
                .hasSize(wanted)
                .allMatch(server -> server.status() == ServerStatus.ACTIVE && after.equals(server.image()));
    }

    /** No bound was broken; two more sweeps and a look at what is there: nothing open, nothing suspect, no claim of a wave. */
    void assertNothingLeftBehind() {
        List<String> there = ids();
        bakery.sweep(3);
        assertThat(ids()).containsExactlyInAnyOrderElementsOf(there);
        assertThat(bakery.servers())
                .allMatch(server -> server.mark(Marks.UNEXPLAINED_SINCE).isEmpty());
        assertThat(bakery.open()).isEmpty();
        assertThat(bakery.cloud.cloud().images(ImageQuery.records()))
                .allMatch(record -> record.mark(Marks.WAVE).isEmpty());
        assertThat(bakery.engine.deadLetters()).isEmpty();
        assertThat(violations).isEmpty();
    }

    static Recipe recipe(Rollout rollout, List<String> zones, Map<String, String> metadata) {
        Health health = new Health(Optional.of(new Verification.Http(PORT, "/health", 200)), Optional.empty());
        Recipe.Batch batch = new Recipe.Batch(
                0,
                "m1.nano",
                "auto",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                metadata,
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                2,
                zones,
                Optional.empty(),
                rollout,
                health);
        return new Recipe(
                "web",
                "0badcafe",
                "",
                new Recipe.Adopt(List.of("web-*"), Set.of(RunStatus.CHANGED)),
                new Recipe.Snapshot(Optional.empty(), Duration.ofHours(1)),
                Optional.of(batch));
    }
}
