package io.bakehouse.engine.aws;

import io.bakehouse.contract.EngineAround;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import java.time.InstantSource;

/** The engine with somebody who takes messages off the queues, as Lambda does. */
final class PolledEngine extends EngineAround {
    static final int DEATHS = 3;

    private final SqsEngine engine;
    private final EventSourceMapping mapping;

    private PolledEngine(SqsEngine engine, EventSourceMapping mapping) {
        super(engine);
        this.engine = engine;
        this.mapping = mapping;
    }

    static PolledEngine start(ElasticMq sqs, FunctionTable table, FunctionInvocation functions, int batch) {
        SqsEngine engine = SqsEngine.start(
                sqs.client(), sqs.queues(), table, functions, InstantSource.system(), Listeners.NONE, DEATHS);
        EventSourceMapping mapping = new EventSourceMapping(sqs.client(), sqs.queues(), engine::deliver);
        for (FunctionRow row : table.queued()) {
            mapping.from(row.name(), batch, row.concurrency());
        }
        return new PolledEngine(engine, mapping);
    }

    SqsEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        mapping.close();
        engine.close();
    }
}
