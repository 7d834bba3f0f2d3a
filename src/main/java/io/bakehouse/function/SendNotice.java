package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.NoticeRequested;
import io.bakehouse.platform.EventSink;
import io.bakehouse.platform.Sinks;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Triggered by an end that a sink shall be told of. Guarantees that the sink has accepted it, or that it becomes a dead
 * letter that says why not. A second delivery sends the same event id, by which receivers can drop it.
 */
@ApplicationScoped
public class SendNotice {
    private static final Logger LOG = Logger.getLogger(SendNotice.class);

    private final Sinks sinks;

    public SendNotice(Sinks sinks) {
        this.sinks = sinks;
    }

    @Funq("send-notice")
    public List<Event> send(NoticeRequested notice) {
        Optional<EventSink> sink = sinks.named(notice.sink());
        if (sink.isEmpty()) {
            LOG.warnf("%s is not told: the settings have no sink '%s' any more", notice.subject(), notice.sink());
        }
        sink.ifPresent(receiver -> receiver.send(notice.ending().event()));
        return List.of();
    }
}
