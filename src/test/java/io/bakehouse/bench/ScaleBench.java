package io.bakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.SharedLooks;
import io.bakehouse.openstack.jclouds.OpenStackCloud;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.practice.http.PracticeServer;
import io.bakehouse.simulation.Functions;
import io.bakehouse.simulation.VirtualBakery;
import io.bakehouse.simulation.VirtualClock;
import io.bakehouse.simulation.VirtualEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What many bakes in flight at once and large batches cost, at three sizes: API requests, pages of lists among them, counted
 * where they leave the real client on their way to the practice cloud; events and their bytes; and the heap that the
 * bakery, its queue and the practice cloud take together. The real functions on virtual time.
 */
@Tag("bench")
class ScaleBench {
    private static final int[] BAKES = {100, 1_000, 10_000};
    private static final int[] SERVERS = {200, 2_000, 20_000};
    private static final Duration SNAPSHOT = Duration.ofMinutes(5);
    /** The config runs end within that time, evenly. */
    private static final Duration ARRIVALS = Duration.ofMinutes(1);

    private static final Duration LIMIT = Duration.ofHours(4);
    /** More than linear is more than this much more per piece at ten times the size. */
    private static final double TOLERANCE = 1.1;

    /** What one size cost. */
    private record Cost(int size, long calls, long events, long bytes, long heap) {
        double per(long figure) {
            return (double) figure / size;
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "  %8d %12d %10.3f %10d %8.3f %14d %10.1f %10.1f",
                    size,
                    calls,
                    per(calls),
                    events,
                    per(events),
                    bytes,
                    per(bytes),
                    heap / 1e6);
        }
    }

    private static final String HEADER = String.format(
            "  %8s %12s %10s %10s %8s %14s %10s %10s",
            "size", "API calls", "each", "events", "each", "event bytes", "each", "heap MB");

    /** A bakery, its cloud and what is counted of them. */
    private static final class Scale implements AutoCloseable {
        final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T12:00:00Z"));
        final PracticeModel model;
        final PracticeServer server;
        final OpenStackCloud cloud;
        final VirtualEngine engine;
        final AtomicInteger calls = new AtomicInteger();

        Scale(List<Recipe> recipes, int most) throws IOException {
            PracticeTimes times =
                    PracticeTimes.usual().snapshotIn(SNAPSHOT).bootIn(Duration.ofMinutes(1), Math.max(100, most / 10));
            model = new PracticeModel(clock, times, "scale");
            server = PracticeServer.start(model, 0);
            Map<String, String> variables = Map.of(
                    "OS_AUTH_URL", server.authUrl(),
                    "OS_USERNAME", "demo",
                    "OS_PASSWORD", "practice",
                    "OS_PROJECT_NAME", "demo");
            CloudConfig config =
                    CloudConfig.fromEnvironment(variables, Path.of("")).orElseThrow();
            cloud = OpenStackCloud.connect(config, clock, call -> calls.incrementAndGet());
            Functions functions =
                    new Functions(new SharedLooks(cloud, clock), new Recipes(recipes), clock, event -> {});
            engine = new VirtualEngine(clock, FunctionTable.packaged(), functions);
        }

        Cost cost(int size, int callsBefore, int eventsBefore, long heap) {
            List<Event> events = engine.published();
            List<Event> counted = events.subList(eventsBefore, events.size());
            long bytes = counted.stream()
                    .mapToLong(event -> EventCodec.write(event, clock.instant()).length)
                    .sum();
            return new Cost(size, calls.get() - callsBefore, counted.size(), bytes, heap);
        }

        @Override
        public void close() {
            cloud.close();
            server.close();
        }
    }

    @Test
    void bakesInFlight() throws IOException {
        List<Cost> costs = new ArrayList<>();
        for (int size : BAKES) {
            costs.add(bakes(size));
        }
        print("bakes in flight at once", costs);
        Figures.print("bake-events", costs.get(0).per(costs.get(0).events()), "events");
        Figures.print("bake-event-bytes", costs.get(0).per(costs.get(0).bytes()), "bytes");
        Cost largest = costs.get(costs.size() - 1);
        Figures.print("bakes-10000-api-calls-per-bake", largest.per(largest.calls()), "calls");
        Figures.print("bakes-10000-heap", largest.heap() / 1e6, "MB");
    }

    private static Cost bakes(int size) throws IOException {
        List<Recipe> recipes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            recipes.add(recipe("family-" + i, "server-" + i, 0));
        }
        long empty = heap();
        try (Scale scale = new Scale(recipes, size)) {
            for (int i = 0; i < size; i++) {
                scale.model.addConvergedServer("server-" + i);
            }
            for (int i = 0; i < size; i++) {
                scale.engine.publish(List.of(converged("server-" + i, scale.clock)));
                scale.engine.runFor(ARRIVALS.dividedBy(size));
            }
            scale.engine.runFor(Duration.ofMinutes(2));
            assertThat(scale.engine.published(EventType.IMAGE_READY)).isEmpty();
            long heap = heap() - empty;
            scale.engine.runUntilQuiet(LIMIT);
            assertThat(scale.engine.published(EventType.IMAGE_PROMOTED)).hasSize(size);
            assertThat(scale.engine.deadLetters()).isEmpty();
            return scale.cost(size, 0, 0, heap);
        }
    }

    @Test
    void batches() throws IOException {
        List<Cost> costs = new ArrayList<>();
        for (int size : SERVERS) {
            costs.add(batch(size));
        }
        print("servers in one batch", costs);
        Cost largest = costs.get(costs.size() - 1);
        Figures.print("batch-20000-api-calls", (double) largest.calls(), "calls");
        Figures.print("batch-20000-events", (double) largest.events(), "events");
        Figures.print("batch-20000-heap", largest.heap() / 1e6, "MB");
    }

    private static Cost batch(int size) throws IOException {
        long empty = heap();
        try (Scale scale = new Scale(List.of(recipe("web", "node-01", size)), size)) {
            scale.model.addConvergedServer("node-01");
            scale.engine.publish(List.of(converged("node-01", scale.clock)));
            while (scale.engine.published(EventType.BATCH_REQUESTED).isEmpty()) {
                scale.engine.runNext();
            }
            int calls = scale.calls.get();
            int events = scale.engine.published().size();
            scale.engine.runFor(Duration.ofMinutes(5));
            long heap = heap() - empty;
            scale.engine.runUntilQuiet(LIMIT);
            assertThat(scale.engine.published(EventType.BATCH_READY)).hasSize(1);
            return scale.cost(size, calls, events, heap);
        }
    }

    private static Recipe recipe(String family, String server, int count) {
        Recipe like = VirtualBakery.recipe(Math.max(1, count), Duration.ofHours(3), 2);
        return new Recipe(
                family,
                "0badcafe",
                "",
                new Recipe.Adopt(List.of(server), Set.of(RunStatus.CHANGED)),
                like.snapshot(),
                count == 0 ? Optional.empty() : like.batch());
    }

    private static Event converged(String server, VirtualClock clock) {
        return Event.of(
                EventType.CONFIG_RUN_FINISHED,
                new ConfigRun(
                        "puppet",
                        "run-of-" + server,
                        RunStatus.CHANGED,
                        List.of(server),
                        null,
                        null,
                        3,
                        null,
                        null,
                        null,
                        clock.instant()));
    }

    /** Fails where a piece costs more at ten times the size. */
    private static void print(String what, List<Cost> costs) {
        System.out.println("  " + what);
        System.out.println(HEADER);
        costs.forEach(cost -> System.out.println(cost.row()));
        for (int i = 1; i < costs.size(); i++) {
            Cost less = costs.get(i - 1);
            Cost more = costs.get(i);
            assertThat(more.per(more.calls())).isLessThanOrEqualTo(less.per(less.calls()) * TOLERANCE);
            assertThat(more.per(more.events())).isLessThanOrEqualTo(less.per(less.events()) * TOLERANCE);
            assertThat(more.per(more.heap())).isLessThanOrEqualTo(less.per(less.heap()) * TOLERANCE);
        }
    }

    /** Bytes in use once everything that can go has gone. */
    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
