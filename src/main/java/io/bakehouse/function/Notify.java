package io.bakehouse.function;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.NoticeRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.platform.Sinks;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Triggered by every terminal event, and by one that waits for a person. Guarantees that it stands in the log, and that
 * each sink which wants to hear of it is told by an event of its own, so that none waits for another; and that the record of a
 * batch, or of a bake that failed, or an image that waits, says that this was told, so that no sweep needs to tell it once
 * more. A second delivery makes the same events under the same ids.
 */
@ApplicationScoped
public class Notify {
    private static final Logger LOG = Logger.getLogger(Notify.class);

    private final Cloud cloud;
    private final Sinks sinks;
    private final InstantSource clock;

    public Notify(Cloud cloud, Sinks sinks, InstantSource clock) {
        this.cloud = cloud;
        this.sinks = sinks;
        this.clock = clock;
    }

    @Funq("notify")
    public List<Event> tell(Ending ending) {
        // What the cloud or a sender wrote must not start a line of its own.
        LOG.infof("%s %s: %s", ending.type(), ending.subject(), ending.words().replaceAll("\\s+", " "));
        ending.record().ifPresent(record -> ToldEnd.mark(cloud, record, ending.subject(), clock.instant()));
        return decide(ending, sinks.wanting(ending));
    }

    /** A sink that could not be told something is not told that it could not. */
    static List<Event> decide(Ending ending, List<String> wanting) {
        return wanting.stream()
                .filter(sink -> !NoticeRequested.isFailureOf(sink, ending))
                .map(sink -> Event.of(
                        EventType.NOTICE_REQUESTED,
                        new NoticeRequested(sink, ending),
                        sink,
                        ending.type(),
                        ending.endedAt()))
                .toList();
    }
}
