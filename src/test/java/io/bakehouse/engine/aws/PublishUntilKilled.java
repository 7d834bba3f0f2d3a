package io.bakehouse.engine.aws;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.Listeners;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** A process that publishes as fast as it can and says what was accepted, until somebody kills it. */
final class PublishUntilKilled {
    private PublishUntilKilled() {}

    public static void main(String[] args) {
        SqsEngine engine = SqsEngine.start(
                ElasticMq.client(URI.create(args[0])),
                new Queues(URI.create(args[1])),
                Bench.table(),
                (function, data) -> List.of(),
                InstantSource.system(),
                Listeners.NONE,
                PolledEngine.DEATHS);
        for (int i = 0; i < 100_000; i++) {
            engine.publish(List.of(Bench.configRun(i)));
            System.out.println(i);
        }
    }
}
