package io.bakehouse.engine.knative.keeper;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EngineStarter;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.knative.KnativeSettings;
import io.bakehouse.engine.knative.KnativeStarter;
import io.bakehouse.engine.knative.Remote;
import io.bakehouse.engine.local.KeptEvents;
import io.bakehouse.engine.local.LocalSettings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The keeper of a bakery on Knative, of which there is exactly one. */
@Singleton
public class KeeperStarter implements EngineStarter {
    private static final Logger LOG = Logger.getLogger(KeeperStarter.class);

    private final KnativeSettings settings;
    private final LocalSettings disk;
    private final InstantSource clock;
    private final Optional<String> token;
    private KeeperEngine engine;

    KeeperStarter(
            KnativeSettings settings,
            LocalSettings disk,
            InstantSource clock,
            @ConfigProperty(name = "bakehouse.token") Optional<String> token) {
        this.settings = settings;
        this.disk = disk;
        this.clock = clock;
        this.token = token;
    }

    @Override
    public String name() {
        return "keeper";
    }

    /** The engine, if this is the one that runs. */
    public Optional<? extends Engine> running() {
        return Optional.ofNullable(engine);
    }

    /** The engine; only where it runs. */
    KeeperEngine engine() {
        return engine;
    }

    @Override
    public Engine start(FunctionTable table, FunctionInvocation functions, Listeners listeners) {
        URI broker = KnativeStarter.broker(settings, name());
        LOG.infof("broker: %s; data folder: %s", broker, disk.data().toAbsolutePath());
        KeptEvents store = KeptEvents.open(disk.data(), disk.keepFree().asLongValue(), table, clock);
        engine = new KeeperEngine(store, table, new Remote("the broker", broker, Optional.empty()), token, clock);
        return engine;
    }
}
