package io.bakehouse.engine.local;

import io.bakehouse.contract.Bench;
import io.bakehouse.contract.DeliveryContract;
import io.bakehouse.contract.EngineUnderTest;
import io.bakehouse.contract.FailureContract;
import io.bakehouse.contract.RestartContract;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the embedded queue, whose storage is a folder. */
class LocalEngineTest implements EngineUnderTest {
    @TempDir
    private Path folder;

    @Override
    public Engine start(FunctionTable table, Bench bench) {
        return LocalEngine.start(
                DataFolder.open(folder, 0),
                table,
                bench,
                Clock.systemUTC(),
                Listeners.NONE,
                LocalEngine.Options.DEFAULT);
    }

    @Override
    public Process startPublishing() throws Exception {
        return Child.start(PublishUntilKilled.class, folder.toString());
    }

    @Nested
    class Deliveries extends DeliveryContract {
        @Override
        protected EngineUnderTest underTest() {
            return LocalEngineTest.this;
        }
    }

    @Nested
    class Failures extends FailureContract {
        @Override
        protected EngineUnderTest underTest() {
            return LocalEngineTest.this;
        }
    }

    @Nested
    class Restarts extends RestartContract {
        @Override
        protected EngineUnderTest underTest() {
            return LocalEngineTest.this;
        }
    }
}
