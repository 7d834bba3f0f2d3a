package io.bakehouse.engine.knative;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Many events for one function that does nothing, over loopback HTTP. */
public final class KnativeLoad {
    private KnativeLoad() {}

    /**
     * Events per second that a function's process takes and answers with nothing.
     *
     * @param consumers deliveries at a time
     */
    public static double perSecond(Path folder, int consumers, int events) {
        FunctionTable table =
                FunctionTable.of("load.yaml", Bench.TABLE.replaceAll("concurrency: \\d", "concurrency: " + consumers));
        Bench bench = new Bench();
        AtomicInteger runs = new AtomicInteger();
        bench.on("promote", data -> {
            runs.incrementAndGet();
            return List.of();
        });
        try (Cluster cluster = new Cluster(folder)) {
            cluster.subscribe(table, consumers, 1);
            Cluster.Running running = cluster.functions(table, bench);
            try {
                long begin = System.nanoTime();
                IntStream.range(0, events)
                        .forEach(i -> cluster.broker.ingest(Envelope.addressed(
                                EventCodec.write(Bench.imageReady("b" + i), Instant.EPOCH), "all", 0, 0)));
                Bench.await(() -> runs.get() == events);
                double seconds = (System.nanoTime() - begin) / 1e9;
                return events / seconds;
            } finally {
                running.close();
            }
        }
    }
}
