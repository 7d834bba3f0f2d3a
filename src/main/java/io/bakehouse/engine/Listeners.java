package io.bakehouse.engine;

import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** All listeners of an engine, none of which can disturb it. */
public final class Listeners {
    /** Nobody. */
    public static final Listeners NONE = new Listeners(List.of());

    private static final Logger LOG = Logger.getLogger(Listeners.class);
    private final List<EngineListener> all;

    public Listeners(List<? extends EngineListener> all) {
        this.all = List.copyOf(all);
    }

    /** Tells every listener. */
    public void tell(Consumer<EngineListener> news) {
        for (EngineListener listener : all) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.warnf("%s failed: %s", listener.getClass().getSimpleName(), Failure.words(e));
            }
        }
    }
}
