package io.bakehouse.engine.local;

import io.bakehouse.contract.Bench;
import io.bakehouse.contract.EngineContract;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionTable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the embedded queue, and what only the embedded queue has: a folder. */
class LocalEngineTest extends EngineContract {
    @TempDir
    private Path folder;

    @Override
    protected Engine start(FunctionTable table, Bench bench) {
        return LocalEngine.start(
                DataFolder.open(folder, 0), table, bench, Clock.systemUTC(), List.of(), LocalEngine.Options.DEFAULT);
    }

    @Override
    protected Process startPublishing() throws Exception {
        return Child.start(PublishUntilKilled.class, folder.toString());
    }
}
