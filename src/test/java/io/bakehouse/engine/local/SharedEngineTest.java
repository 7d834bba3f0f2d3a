package io.bakehouse.engine.local;

import io.bakehouse.contract.Bench;
import io.bakehouse.contract.DeliveryContract;
import io.bakehouse.contract.EngineUnderTest;
import io.bakehouse.contract.FailureContract;
import io.bakehouse.contract.RestartContract;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.program.ChildBroker;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a broker in another process, which starts anew on a folder of its own for each test. */
class SharedEngineTest implements EngineUnderTest {
    private static final ChildBroker BROKER = new ChildBroker();

    @TempDir
    private Path folder;

    @BeforeEach
    void fresh() throws Exception {
        BROKER.start(folder);
    }

    @AfterAll
    static void end() {
        BROKER.close();
    }

    @Override
    public Engine start(FunctionTable table, Bench bench) {
        return LocalEngine.start(
                SharedBrokers.at(BROKER.url()),
                table,
                bench,
                Clock.systemUTC(),
                Listeners.NONE,
                LocalEngine.Options.DEFAULT);
    }

    @Override
    public Process startPublishing() throws Exception {
        return Child.start(PublishUntilKilled.class, BROKER.url());
    }

    @Nested
    class Deliveries extends DeliveryContract {
        @Override
        protected EngineUnderTest underTest() {
            return SharedEngineTest.this;
        }
    }

    @Nested
    class Failures extends FailureContract {
        @Override
        protected EngineUnderTest underTest() {
            return SharedEngineTest.this;
        }
    }

    @Nested
    class Restarts extends RestartContract {
        @Override
        protected EngineUnderTest underTest() {
            return SharedEngineTest.this;
        }
    }
}
