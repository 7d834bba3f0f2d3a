package io.bakehouse.engine.local;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EngineListener;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.FunqyInvoker;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.TableException;
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
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** Starts the local engine with the program and stops it with the program. */
@Singleton
class LocalEngineStart {
    private static final Logger LOG = Logger.getLogger(LocalEngineStart.class);

    private final LocalSettings settings;
    private final InstantSource clock;
    private final List<EngineListener> listeners;
    private LocalEngine engine;

    LocalEngineStart(LocalSettings settings, InstantSource clock, @All List<EngineListener> listeners) {
        this.settings = settings;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** The running engine; also the {@link io.bakehouse.engine.Publisher}. */
    @Produces
    @ApplicationScoped
    Engine engine() {
        return running();
    }

    LocalEngine running() {
        if (engine == null) {
            throw new QueueUnavailableException("the engine is not running", null);
        }
        return engine;
    }

    boolean isRunning() {
        return engine != null;
    }

    /** Before anything that may publish. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        try {
            FunctionTable table = FunctionTable.packaged();
            FunqyInvoker functions = FunqyInvoker.ofProgram();
            for (FunctionRow row : table.queued()) {
                if (!functions.knows(row.name())) {
                    LOG.warnf("functions.yaml names %s, but this program has no such function", row.name());
                }
            }
            DataFolder folder =
                    DataFolder.open(settings.data(), settings.keepFree().asLongValue());
            LOG.infof("data folder: %s", folder.path());
            engine = LocalEngine.start(
                    folder,
                    table,
                    functions,
                    clock,
                    listeners,
                    new LocalEngine.Options(settings.stopWithin(), settings.deaths()));
        } catch (DataFolderException | TableException | QueueUnavailableException e) {
            throw StartFailure.of(e.getMessage());
        }
    }

    /** After everything that may publish. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
