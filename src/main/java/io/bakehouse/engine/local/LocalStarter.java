package io.bakehouse.engine.local;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EngineStarter;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.platform.StartFailure;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Everything in this process, with what was accepted on its disk. */
@Singleton
class LocalStarter implements EngineStarter {
    private static final Logger LOG = Logger.getLogger(LocalStarter.class);

    private final LocalSettings settings;
    private final InstantSource clock;
    private boolean chosen;

    LocalStarter(LocalSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "local";
    }

    /** Whether this is the engine that runs. */
    boolean isChosen() {
        return chosen;
    }

    @Override
    public Engine start(FunctionTable table, FunctionInvocation functions, Listeners listeners) {
        try {
            DataFolder folder =
                    DataFolder.open(settings.data(), settings.keepFree().asLongValue());
            LOG.infof("data folder: %s", folder.path());
            chosen = true;
            return LocalEngine.start(
                    folder,
                    table,
                    functions,
                    clock,
                    listeners,
                    new LocalEngine.Options(settings.stopWithin(), settings.deaths()));
        } catch (DataFolderException e) {
            throw StartFailure.of(e.getMessage());
        }
    }
}
