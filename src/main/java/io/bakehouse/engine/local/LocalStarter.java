package io.bakehouse.engine.local;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EngineStarter;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.platform.StartFailure;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Everything in this process, with what was accepted on its disk, or on the broker that it shares with others. */
@Singleton
class LocalStarter implements EngineStarter {
    private static final Logger LOG = Logger.getLogger(LocalStarter.class);

    private final LocalSettings settings;
    private final SharedBrokerSettings broker;
    private final InstantSource clock;
    private boolean chosen;

    LocalStarter(LocalSettings settings, SharedBrokerSettings broker, InstantSource clock) {
        this.settings = settings;
        this.broker = broker;
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
        LocalEngine.Options options = new LocalEngine.Options(settings.stopWithin(), settings.deaths());
        chosen = true;
        Optional<BrokerAddress> shared = BrokerAddress.of(broker);
        if (shared.isPresent()) {
            BrokerAddress address = shared.get();
            LOG.infof("no data folder: what is accepted is kept by %s", address.name());
            return LocalEngine.start(
                    new SharedBroker(address.name(), address.factory(), table.queued(), clock),
                    table,
                    functions,
                    clock,
                    listeners,
                    options);
        }
        try {
            DataFolder folder =
                    DataFolder.open(settings.data(), settings.keepFree().asLongValue());
            LOG.infof("data folder: %s", folder.path());
            return LocalEngine.start(folder, table, functions, clock, listeners, options);
        } catch (DataFolderException e) {
            throw StartFailure.of(e.getMessage());
        }
    }
}
