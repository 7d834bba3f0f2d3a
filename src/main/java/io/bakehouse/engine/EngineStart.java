package io.bakehouse.engine;

import io.bakehouse.platform.StartFailure;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Starts the chosen engine with the program and stops it with the program. */
@Singleton
public class EngineStart {
    private static final Logger LOG = Logger.getLogger(EngineStart.class);
    private static final String DEFAULT = "local";

    private final EngineSettings settings;
    private final List<EngineStarter> starters;
    private final List<EngineListener> listeners;
    private FunctionTable table;
    private Engine engine;

    EngineStart(EngineSettings settings, @All List<EngineStarter> starters, @All List<EngineListener> listeners) {
        this.settings = settings;
        this.starters = starters;
        this.listeners = listeners;
    }

    /** The running engine; also the {@link Publisher}. */
    @Produces
    @ApplicationScoped
    Engine engine() {
        if (engine == null) {
            throw new QueueUnavailableException("the engine is not running", null);
        }
        return engine;
    }

    /** Whether it is running by now. */
    public boolean isRunning() {
        return engine != null;
    }

    /** The table that the program was started with. */
    public FunctionTable table() {
        return table;
    }

    /** Before anything that may publish. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        try {
            table = FunctionTable.packaged();
            FunqyInvoker functions = FunqyInvoker.ofProgram();
            for (FunctionRow row : table.queued()) {
                if (!functions.knows(row.name())) {
                    LOG.warnf("functions.yaml names %s, but this program has no such function", row.name());
                }
            }
            engine = chosen().start(table, functions, new Listeners(listeners));
        } catch (TableException | QueueUnavailableException e) {
            throw StartFailure.of(e.getMessage());
        }
    }

    private EngineStarter chosen() {
        if (starters.size() == 1 && settings.engine().isEmpty()) {
            return starters.get(0);
        }
        String name = settings.engine().orElse(DEFAULT);
        return starters.stream()
                .filter(starter -> starter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> StartFailure.of("BAKEHOUSE_ENGINE is '" + name + "': this program has "
                        + starters.stream().map(EngineStarter::name).sorted().collect(Collectors.joining(", "))));
    }

    /** After everything that may publish. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
