package io.bakehouse.engine.knative;

import io.bakehouse.contract.Bench;
import java.net.URI;
import java.util.List;

/** A process that publishes to a broker as fast as it can and says what was accepted, until somebody kills it. */
final class PublishUntilKilled {
    private PublishUntilKilled() {}

    public static void main(String[] args) {
        try (KnativeEngine engine = Cluster.publisher(Bench.table(), URI.create(args[0]), URI.create(args[1]))) {
            for (int i = 0; i < 100_000; i++) {
                engine.publish(List.of(Bench.configRun(i)));
                System.out.println(i);
            }
        }
    }
}
