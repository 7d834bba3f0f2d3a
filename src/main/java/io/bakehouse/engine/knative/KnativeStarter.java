package io.bakehouse.engine.knative;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EngineStarter;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.local.LocalSettings;
import io.bakehouse.platform.StartFailure;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The functions of this process, or its webhooks, behind Knative's broker. */
@Singleton
public class KnativeStarter implements EngineStarter {
    private static final Logger LOG = Logger.getLogger(KnativeStarter.class);

    private final KnativeSettings settings;
    private final LocalSettings stopping;
    private final InstantSource clock;
    private final Optional<String> token;
    private KnativeEngine engine;

    KnativeStarter(
            KnativeSettings settings,
            LocalSettings stopping,
            InstantSource clock,
            @ConfigProperty(name = "bakehouse.token") Optional<String> token) {
        this.settings = settings;
        this.stopping = stopping;
        this.clock = clock;
        this.token = token;
    }

    @Override
    public String name() {
        return "knative";
    }

    /** The engine, if this is the one that runs. */
    Optional<KnativeEngine> running() {
        return Optional.ofNullable(engine);
    }

    /** Whether this process runs functions and nothing else. */
    boolean servesFunctionsOnly() {
        return engine != null && settings.functions().isPresent();
    }

    @Override
    public Engine start(FunctionTable table, FunctionInvocation functions, Listeners listeners) {
        URI broker = broker(settings, name());
        URI keeper = settings.keeper()
                .orElseThrow(() -> StartFailure.of("BAKEHOUSE_ENGINE is knative, but nothing says where the keeper is:"
                        + " set BAKEHOUSE_KNATIVE_KEEPER to its address, such as http://bakehouse-keeper"));
        List<FunctionRow> served = settings.functions().orElse(List.of()).stream()
                .map(function -> row(table, function))
                .toList();
        LOG.infof(
                "broker: %s; keeper: %s; functions: %s",
                broker, keeper, served.stream().map(FunctionRow::name).toList());
        engine = new KnativeEngine(
                table,
                served,
                functions,
                new Remote("the broker", broker, Optional.empty()),
                new Remote("the keeper", keeper, token),
                clock,
                listeners,
                stopping.stopWithin());
        return engine;
    }

    /**
     * Where the broker is.
     *
     * @throws StartFailure when nothing says so
     */
    public static URI broker(KnativeSettings settings, String engine) {
        return settings.broker()
                .orElseThrow(() -> StartFailure.of("BAKEHOUSE_ENGINE is " + engine + ", but nothing says where the"
                        + " broker is: a SinkBinding sets K_SINK, or set BAKEHOUSE_KNATIVE_BROKER to its address"));
    }

    private static FunctionRow row(FunctionTable table, String function) {
        return table.queued().stream()
                .filter(row -> row.name().equals(function))
                .findFirst()
                .orElseThrow(() -> StartFailure.of("BAKEHOUSE_KNATIVE_FUNCTIONS names '" + function
                        + "': functions.yaml has no such function with events"));
    }
}
