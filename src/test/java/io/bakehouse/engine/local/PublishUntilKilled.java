package io.bakehouse.engine.local;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.Listeners;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A process that publishes as fast as it can and says what was accepted, until somebody kills it. */
final class PublishUntilKilled {
    private PublishUntilKilled() {}

    /** A shared broker, or the embedded one on a folder. */
    private static Broker broker(String where) {
        return where.startsWith("tcp:")
                ? SharedBrokers.at(where)
                : EmbeddedBroker.start(
                        DataFolder.open(Path.of(where), 0), Bench.table().queued(), 12, Clock.systemUTC());
    }

    public static void main(String[] args) {
        LocalEngine engine = LocalEngine.start(
                broker(args[0]),
                Bench.table(),
                // Functions that are still at their first event when the process dies.
                (function, data) -> {
                    Thread.sleep(600_000);
                    return List.of();
                },
                Clock.systemUTC(),
                Listeners.NONE,
                LocalEngine.Options.DEFAULT);
        try {
            for (int i = 0; i < 100_000; i++) {
                engine.publish(List.of(Bench.configRun(i)));
                System.out.println(i);
            }
        } finally {
            // Its functions would keep the process alive, and whoever reads its output waiting, for ever.
            Runtime.getRuntime().halt(1);
        }
    }
}
