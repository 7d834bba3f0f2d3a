package io.bakehouse.engine.aws;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.platform.CloudKind;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Has the program for Lambda run the contract's functions instead of its own. */
@Alternative
@Priority(1)
@Singleton
final class BenchStarter extends SqsStarter {
    private final ElasticMq sqs = new ElasticMq();
    private final InstantSource clock;
    private volatile SqsEngine engine;
    private ElasticMq current;

    BenchStarter(AwsSettings settings, CloudKind cloud, InstantSource clock) {
        super(settings, cloud, clock);
        this.clock = clock;
    }

    @Override
    public Engine start(FunctionTable table, FunctionInvocation functions, Listeners listeners) {
        return begin(new Bench());
    }

    /** Another engine with queues of its own. */
    SqsEngine begin(Bench bench) {
        ElasticMq own = sqs.another().with(Bench.table(), 120, PolledEngine.DEATHS);
        engine = SqsEngine.start(
                own.client(), own.queues(), Bench.table(), bench, clock, Listeners.NONE, PolledEngine.DEATHS);
        current = own;
        return engine;
    }

    ElasticMq sqs() {
        return current;
    }

    @Override
    SqsEngine engine() {
        return engine;
    }
}
