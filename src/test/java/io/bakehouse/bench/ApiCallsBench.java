package io.bakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.SharedLooks;
import io.bakehouse.openstack.jclouds.OpenStackCloud;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.practice.http.PracticeServer;
import io.bakehouse.simulation.BuilderBakery;
import io.bakehouse.simulation.Functions;
import io.bakehouse.simulation.News;
import io.bakehouse.simulation.VirtualBakery;
import io.bakehouse.simulation.VirtualClock;
import io.bakehouse.simulation.VirtualEngine;
import io.bakehouse.simulation.VirtualProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * API requests of one bake and of one batch, counted where they leave: the real functions on virtual time, through the
 * real client and over HTTP to the practice cloud. Authentication is among them, but for the bake with notifications: a
 * bakery that has been running has its token.
 */
@Tag("bench")
class ApiCallsBench {
    private static final Duration SNAPSHOT = Duration.ofMinutes(5);
    /**
     * The server by its name, the claim, the snapshot, the look that the notification makes, the old image's name, the new
     * image's name, the look afterwards, and the record that goes.
     */
    private static final int NOTIFIED = 8;

    private static final Duration LIMIT = Duration.ofHours(2);

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final List<String> calls = new ArrayList<>();
    private PracticeModel model;
    private PracticeServer server;
    private OpenStackCloud cloud;

    @BeforeEach
    void start() throws IOException {
        PracticeTimes times = PracticeTimes.usual().snapshotIn(SNAPSHOT).bootIn(Duration.ofMinutes(1), 100);
        model = new PracticeModel(clock, times, "bench");
        server = PracticeServer.start(model, 0);
        connect();
    }

    /** As a process that has just been started, without a token. */
    private void connect() {
        Map<String, String> variables = Map.of(
                "OS_AUTH_URL", server.authUrl(),
                "OS_USERNAME", "demo",
                "OS_PASSWORD", "practice",
                "OS_PROJECT_NAME", "demo");
        CloudConfig config = CloudConfig.fromEnvironment(variables, Path.of("")).orElseThrow();
        CallListener count = call -> calls.add(call.line());
        cloud = OpenStackCloud.connect(config, clock, count);
    }

    @AfterEach
    void stop() {
        cloud.close();
        server.close();
    }

    @Test
    void bake() {
        model.addConvergedServer("node-01");
        assertThat(bake("first")).isLessThanOrEqualTo(12);
        Figures.print("bake-api-calls-first", calls.size(), "calls");
        print();
        cloud.close();
        connect();
        assertThat(bake("second")).isLessThanOrEqualTo(12);
        Figures.print("bake-api-calls", calls.size(), "calls");
        print();
    }

    private int bake(String run) {
        calls.clear();
        VirtualBakery bakery = new VirtualBakery(clock, model, engine(0));
        bakery.converged("node-01", run);
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.engine.published(EventType.IMAGE_PROMOTED)).hasSize(1);
        return calls.size();
    }

    /** The cloud says when the image is complete, two seconds after it is, and nobody looks by the clock. */
    @Test
    void bakeWithNotifications() {
        model.addConvergedServer("node-01");
        bake("first");
        calls.clear();
        VirtualBakery bakery =
                new VirtualBakery(clock, model, noticing(VirtualBakery.recipe(0, Duration.ofHours(1), 2)));
        bakery.converged("node-01", "noticed");
        bakery.engine.runFor(SNAPSHOT.plusSeconds(2));
        model.cloud().imagesInFlight().forEach(image -> bakery.engine.publish(News.of("image.update", image, clock)));
        bakery.engine.runFor(Duration.ofSeconds(1));
        assertThat(bakery.engine.published(EventType.IMAGE_PROMOTED)).hasSize(1);
        Figures.print("bake-api-calls-notified-until-promoted", calls.size(), "calls");
        bakery.engine.runUntilQuiet(LIMIT);
        Figures.print("bake-api-calls-notified", calls.size(), "calls");
        print();
        assertThat(calls).hasSizeLessThanOrEqualTo(NOTIFIED);
    }

    @Test
    void batchOf1000() {
        model.addConvergedServer("node-01");
        VirtualBakery bakery = new VirtualBakery(clock, model, engine(1000));
        bakery.converged("node-01", "run");
        // Boots begin when the image is promoted; what came before is the bake's.
        while (bakery.engine.published(EventType.BATCH_REQUESTED).isEmpty()) {
            bakery.engine.runNext();
        }
        calls.clear();
        Instant begun = clock.instant();
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.engine.published(EventType.BATCH_READY)).hasSize(1);
        Figures.print("batch-1000-api-calls", calls.size(), "calls");
        Figures.print(
                "batch-1000-virtual-time",
                (double) Duration.between(begun, clock.instant()).toSeconds(),
                "s");
        print();
        assertThat(calls).hasSizeLessThanOrEqualTo(60);
    }

    /** Ten minutes of a builder, five of the snapshot, three of a canary. */
    @Test
    void combinedBake() {
        Recipe recipe = BuilderBakery.recipe(
                BuilderBakery.builder(Duration.ZERO), Optional.of(BuilderBakery.configRunOnly()), false);
        VirtualBakery bakery = new VirtualBakery(clock, model, engine(recipe, cloud));
        BuilderBakery.request(bakery, "bench");
        bakery.engine.runFor(Duration.ofMinutes(10));
        Server builder = BuilderBakery.server(bakery, Marks.ROLE_BUILDER);
        BuilderBakery.report(bakery, BuilderBakery.run(bakery, builder, RunStatus.CHANGED, 12, "build"));
        while (BuilderBakery.servers(bakery, Marks.ROLE_CANARY).isEmpty()) {
            bakery.engine.runFor(Duration.ofSeconds(5));
        }
        bakery.engine.runFor(Duration.ofMinutes(3));
        Server canary = BuilderBakery.server(bakery, Marks.ROLE_CANARY);
        BuilderBakery.report(bakery, BuilderBakery.run(bakery, canary, RunStatus.UNCHANGED, 0, "canary"));
        bakery.engine.runUntilQuiet(LIMIT);
        assertThat(bakery.engine.published(EventType.IMAGE_PROMOTED)).hasSize(1);
        Figures.print("combined-bake-api-calls", calls.size(), "calls");
        Figures.print("combined-bake-events", bakery.engine.published().size(), "events");
        print();
        assertThat(calls).hasSizeLessThanOrEqualTo(40);
    }

    private VirtualEngine engine(Recipe recipe, Cloud through) {
        Recipes recipes = new Recipes(List.of(recipe));
        return new VirtualEngine(clock, FunctionTable.packaged(), new Functions(through, recipes, clock, event -> {}));
    }

    /** As the program is, whose steps share what they see, while Glance is heard on the bus. */
    private VirtualEngine noticing(Recipe recipe) {
        Recipes recipes = new Recipes(List.of(recipe));
        Functions functions = new Functions(
                new SharedLooks(cloud, clock), recipes, clock, event -> {}, new VirtualProbe(), () -> true);
        return new VirtualEngine(clock, FunctionTable.packaged(), functions);
    }

    private VirtualEngine engine(int count) {
        return engine(VirtualBakery.recipe(count, Duration.ofHours(1), 2), cloud);
    }

    private void print() {
        calls.stream()
                .distinct()
                .sorted()
                .forEach(line -> System.out.println(
                        "  " + calls.stream().filter(line::equals).count() + " " + line));
    }
}
