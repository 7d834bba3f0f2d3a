package io.bakehouse.realcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.bench.Figures;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.program.PuppetRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How much longer the bakery takes from the report to the servers than a loop that asks the same cloud ten times a
 * second. They take turns, so that a slow minute of the cloud meets both.
 */
class OverheadRatioIT extends OnRealCloud {
    private static final int PAIRS = 3;
    private static final int SERVERS = 10;

    private final Set<String> batches = new HashSet<>();
    private String family;
    private Server server;

    @Test
    void theBakeryIsAlmostAsFastAsALoopThatAsksAllTheTime() throws Exception {
        family = project.family("race");
        recipe(family, project.recipe(family, SERVERS, ""));
        server = project.server(family + "-a", Map.of());
        RawBake raw = new RawBake(project);
        start(Map.of());
        List<Double> bakery = new ArrayList<>();
        List<Double> loop = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            idle();
            bakery.add(byBakery());
            idle();
            loop.add(byLoop(raw, pair));
            ratios.add(bakery.get(pair) / loop.get(pair));
            System.out.printf("  pair %d: bakery %.2f s, loop %.2f s%n", pair, bakery.get(pair), loop.get(pair));
        }
        Figures.print("overhead-bakery", median(bakery), "s");
        Figures.print("overhead-loop", median(loop), "s");
        Figures.print("overhead-ratio", median(ratios), "ratio");
    }

    private double byBakery() throws Exception {
        long begin = System.nanoTime();
        assertThat(bakery.report(PuppetRun.now(server.name())).statusCode()).isEqualTo(200);
        String batch = ends.await(
                        family,
                        EventType.BATCH_READY,
                        data -> !batches.contains(data.path("batch").asText()))
                .path("batch")
                .asText();
        double seconds = (System.nanoTime() - begin) / 1e9;
        batches.add(batch);
        project.delete(ServerQuery.batch(batch));
        return seconds;
    }

    private double byLoop(RawBake raw, int pair) throws Exception {
        String tag = family + "-loop-" + pair;
        ObjectNode marks = RawApi.object().put(Marks.FAMILY, family);
        long begin = System.nanoTime();
        raw.run(server.id(), tag, SERVERS, marks, tag);
        double seconds = (System.nanoTime() - begin) / 1e9;
        project.delete(new ServerQuery(tag, null));
        return seconds;
    }

    /** The server can be snapshotted again. */
    private void idle() throws InterruptedException {
        project.until(
                "the server is idle",
                () -> project.cloud.server(server.id()).orElseThrow(),
                seen -> seen.taskState() == null);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
