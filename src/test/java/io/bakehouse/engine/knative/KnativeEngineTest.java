package io.bakehouse.engine.knative;

import io.bakehouse.contract.Bench;
import io.bakehouse.contract.DeliveryContract;
import io.bakehouse.contract.EngineUnderTest;
import io.bakehouse.contract.FailureContract;
import io.bakehouse.contract.RestartContract;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract over HTTP: a broker by Knative's rules, the engine behind its Triggers, and a keeper on a folder. */
class KnativeEngineTest implements EngineUnderTest {
    private static final int AT_ONCE = 4;
    private static final int RETRIES = 12;

    @TempDir
    private Path folder;

    private Cluster cluster;

    @BeforeEach
    void begin() {
        cluster = new Cluster(folder);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Override
    public boolean remembersEvents() {
        return false;
    }

    @Override
    public Engine start(FunctionTable table, Bench bench) {
        cluster.subscribe(table, AT_ONCE, RETRIES);
        return cluster.start(table, bench);
    }

    @Override
    public Process startPublishing() throws Exception {
        cluster.subscribe(Bench.table(), AT_ONCE, RETRIES);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PublishUntilKilled.class.getName(),
                cluster.broker.url().toString(),
                cluster.keeperUrl().toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Nested
    class Deliveries extends DeliveryContract {
        @Override
        protected EngineUnderTest underTest() {
            return KnativeEngineTest.this;
        }
    }

    @Nested
    class Failures extends FailureContract {
        @Override
        protected EngineUnderTest underTest() {
            return KnativeEngineTest.this;
        }
    }

    @Nested
    class Restarts extends RestartContract {
        @Override
        protected EngineUnderTest underTest() {
            return KnativeEngineTest.this;
        }
    }
}
