package io.bakehouse.engine.aws;

import io.bakehouse.contract.Bench;
import io.bakehouse.contract.DeliveryContract;
import io.bakehouse.contract.EngineUnderTest;
import io.bakehouse.contract.FailureContract;
import io.bakehouse.contract.RestartContract;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.local.Child;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The contract on SQS, with somebody who does what Lambda does between a queue and a function. */
class SqsEngineTest implements EngineUnderTest {
    private static final int HIDDEN_SECONDS = 120;
    private static ElasticMq server;
    private ElasticMq sqs;

    @BeforeAll
    static void startSqs() {
        server = new ElasticMq();
    }

    @BeforeEach
    void makeQueues() {
        sqs = server.another().with(Bench.table(), HIDDEN_SECONDS, PolledEngine.DEATHS);
    }

    @AfterAll
    static void stopSqs() {
        server.close();
    }

    @Override
    public Engine start(FunctionTable table, Bench bench) {
        return PolledEngine.start(sqs, table, bench, 1);
    }

    @Override
    public boolean remembersEvents() {
        return false;
    }

    @Override
    public Process startPublishing() throws Exception {
        return Child.start(
                PublishUntilKilled.class,
                sqs.endpoint().toString(),
                sqs.queues().prefix().toString());
    }

    @Nested
    class Deliveries extends DeliveryContract {
        @Override
        protected EngineUnderTest underTest() {
            return SqsEngineTest.this;
        }
    }

    @Nested
    class Failures extends FailureContract {
        @Override
        protected EngineUnderTest underTest() {
            return SqsEngineTest.this;
        }
    }

    @Nested
    class Restarts extends RestartContract {
        @Override
        protected EngineUnderTest underTest() {
            return SqsEngineTest.this;
        }
    }
}
