package io.bakehouse.engine.local;

import io.bakehouse.bench.Figures;
import io.bakehouse.contract.Bench;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.model.Event;
import io.bakehouse.program.ChildBroker;
import io.bakehouse.program.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many events a second go through a function that does nothing, from the embedded queue and from a shared broker. */
@Tag("bench")
class EventsBench {
    private static final int EVENTS = 4_000;
    private static final int WARM_UP = 500;
    private static final int AT_A_TIME = 100;

    @TempDir
    private Path folder;

    @Test
    void eventsPerSecond() throws IOException {
        try (ChildBroker child = new ChildBroker()) {
            for (int consumers : new int[] {1, 2, 4}) {
                FunctionTable table = table(consumers);
                double local = perSecond(
                        table,
                        EmbeddedBroker.start(
                                DataFolder.open(folder.resolve("local-" + consumers), 0),
                                table.queued(),
                                12,
                                Clock.systemUTC()));
                child.start(folder.resolve("shared-" + consumers));
                SharedBrokers.Settings settings = SharedBrokers.Settings.of(child.url(), ChildBroker.PASSWORD);
                double shared = perSecond(table, SharedBrokers.of(settings, table));
                Figures.print("local-events-per-second-" + consumers, local, "events/s");
                Figures.print("shared-broker-events-per-second-" + consumers, shared, "events/s");
                Figures.print("shared-broker-over-local-" + consumers, shared / local, "ratio");
            }
        }
    }

    /** From the moment that the function may go on until it has had all events, which lie in the queue by then. */
    private static double perSecond(FunctionTable table, Broker broker) {
        AtomicInteger taken = new AtomicInteger();
        CountDownLatch gate = new CountDownLatch(1);
        try (LocalEngine engine = LocalEngine.start(
                broker,
                table,
                (function, data) -> {
                    if (taken.incrementAndGet() > WARM_UP) {
                        gate.await();
                    }
                    return List.of();
                },
                Clock.systemUTC(),
                Listeners.NONE,
                LocalEngine.Options.DEFAULT)) {
            for (int first = 0; first < WARM_UP + EVENTS; first += AT_A_TIME) {
                List<Event> events = IntStream.range(first, first + AT_A_TIME)
                        .mapToObj(i -> Bench.imageReady("b" + i))
                        .toList();
                engine.publish(events);
            }
            Bench.await(() -> taken.get() > WARM_UP);
            long begin = System.nanoTime();
            gate.countDown();
            Patience.until(
                    Patience.USUAL,
                    Duration.ofMillis(1),
                    () -> taken.get() >= WARM_UP + EVENTS,
                    () -> taken.get() + " events taken");
            return EVENTS / ((System.nanoTime() - begin) / 1e9);
        }
    }

    private static FunctionTable table(int consumers) {
        return FunctionTable.of("bench.yaml", """
                functions:
                  promote:
                    purpose: Takes images
                    trigger: {events: [io.bakehouse.image.ready]}
                    timeout: 120s
                    attempts: 1
                    concurrency: %d
                """.formatted(consumers));
    }
}
