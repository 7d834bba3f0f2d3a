package io.bakehouse.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flood waits behind what is usual, in every queue that it goes through. */
class LocalTurnsTest {
    private static final int FLOOD = 50;

    @TempDir
    private Path folder;

    private final Bench bench = new Bench();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void whatIsUsualGoesBeforeAFlood() {
        bench.on("promote", data -> {
            gate.await();
            return List.of();
        });
        try (LocalEngine engine = LocalEngine.start(
                DataFolder.open(folder, 0),
                Bench.table(),
                bench,
                Clock.systemUTC(),
                Listeners.NONE,
                LocalEngine.Options.DEFAULT)) {
            engine.publish(List.of(Bench.imageReady("holds the only consumer")));
            Bench.await(() -> !bench.data("promote").isEmpty());
            List<Event> flood = IntStream.range(0, FLOOD)
                    .mapToObj(i -> Bench.imageReady("f" + i))
                    .toList();
            engine.publish(flood, Turn.after(10_000));
            Event later = Bench.imageReady("later");
            engine.publish(List.of(later), Turn.after(100));
            Event usual = Bench.imageReady("usual");
            engine.publish(List.of(usual));
            gate.countDown();
            bench.awaitRuns("promote", FLOOD + 3);

            List<EventData> order = bench.data("promote");
            assertThat(order.subList(1, 4))
                    .containsExactly(usual.data(), later.data(), flood.get(0).data());
        }
    }
}
