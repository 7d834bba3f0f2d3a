package io.bakehouse.engine.local;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.Listeners;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A process that dies with every event that {@code promote} gets, and publishes one when it is asked to. */
final class DieOnEvent {
    private DieOnEvent() {}

    public static void main(String[] args) throws InterruptedException {
        LocalEngine engine = LocalEngine.start(
                DataFolder.open(Path.of(args[0]), 0),
                Bench.table(),
                (function, data) -> {
                    Runtime.getRuntime().halt(3);
                    return List.of();
                },
                Clock.systemUTC(),
                Listeners.NONE,
                LocalEngine.Options.DEFAULT);
        if (args.length > 1) {
            engine.publish(List.of(Bench.imageReady(args[1])));
        }
        Thread.sleep(30_000);
    }
}
