package io.bakehouse.function;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.platform.EventSink;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Triggered by every terminal event. Guarantees that the end stands in the log and that the sink, when one is
 * configured, has accepted it. A second delivery has the same event id, by which receivers can drop it.
 */
@ApplicationScoped
public class Notify {
    private static final Logger LOG = Logger.getLogger(Notify.class);

    private final EventSink sink;

    public Notify(EventSink sink) {
        this.sink = sink;
    }

    @Funq("notify")
    public List<Event> tell(Ending ending) {
        // What the cloud or a sender wrote must not start a line of its own.
        LOG.infof("%s %s: %s", ending.type(), ending.subject(), ending.words().replaceAll("\\s+", " "));
        sink.send(ending.event());
        return List.of();
    }
}
