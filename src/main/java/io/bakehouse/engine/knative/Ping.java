package io.bakehouse.engine.knative;

import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.Schedule;
import io.bakehouse.model.Event;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What a PingSource sends: always the same data and an id of its own, so what is meant follows from its time and the
 * table. Two pings of one slot are one event.
 */
final class Ping {
    private static final String TYPE = "dev.knative.sources.ping";

    private Ping() {}

    /** The event that the table's schedule makes of the ping; empty for what is no ping, or for nobody's schedule. */
    static Optional<CloudEvent> read(FunctionRow row, CloudEvent event, Instant now) {
        Schedule schedule = row.trigger().schedule();
        if (schedule == null || !event.getType().equals(TYPE)) {
            return Optional.empty();
        }
        Instant time = Optional.ofNullable(event.getTime())
                .map(OffsetDateTime::toInstant)
                .orElse(now);
        Event meant = schedule.fire(time);
        return Optional.of(Envelope.addressed(EventCodec.write(meant, now), row.name(), 0, 0));
    }
}
