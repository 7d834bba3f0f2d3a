package io.bakehouse.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.Listeners;
import io.bakehouse.model.Event;
import io.bakehouse.program.Patience;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One event that many publish at the same time. */
class LocalDuplicatesTest {
    private static final int CLIENTS = 16;
    private static final int EVENTS = 40;

    @TempDir
    private Path folder;

    private final Bench bench = new Bench();

    @Test
    void anEventThatManyPublishAtOnceIsDeliveredOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        CyclicBarrier together = new CyclicBarrier(CLIENTS);
        try (LocalEngine engine = LocalEngine.start(
                DataFolder.open(folder, 0),
                Bench.table(),
                bench,
                Clock.systemUTC(),
                Listeners.NONE,
                LocalEngine.Options.DEFAULT)) {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                all.add(clients.submit(() -> {
                    for (int i = 0; i < EVENTS; i++) {
                        together.await(Patience.USUAL.toSeconds(), TimeUnit.SECONDS);
                        engine.publish(List.of(Bench.imageReady("b" + i)));
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(Patience.USUAL.toSeconds(), TimeUnit.SECONDS);
            }
            awaitLast(engine);
        } finally {
            clients.shutdownNow();
        }
        assertThat(bench.data("promote")).hasSize(EVENTS + 1).doesNotHaveDuplicates();
    }

    @Test
    void anEventThatManyFunctionsReturnAtOnceIsDeliveredOnce() {
        Event same = Bench.imageReady("same");
        bench.on("bake", data -> List.of(same));
        try (LocalEngine engine = LocalEngine.start(
                DataFolder.open(folder, 0),
                Bench.table(),
                bench,
                Clock.systemUTC(),
                Listeners.NONE,
                LocalEngine.Options.DEFAULT)) {
            engine.publish(IntStream.range(0, EVENTS).mapToObj(Bench::configRun).toList());
            bench.awaitRuns("bake", EVENTS);
            awaitLast(engine);
        }
        assertThat(bench.data("promote")).hasSize(2).doesNotHaveDuplicates();
    }

    /** The queue has one consumer, so that what came before is delivered before. */
    private void awaitLast(LocalEngine engine) {
        Event last = Bench.imageReady("last");
        engine.publish(List.of(last));
        Bench.await(() -> bench.data("promote").contains(last.data()));
    }
}
