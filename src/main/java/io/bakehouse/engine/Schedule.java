package io.bakehouse.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.EventType;
import io.bakehouse.model.RebakeRequested;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.model.SweepRequested;
import java.time.Duration;
import java.time.Instant;

/**
 * Times at which an event is published.
 *
 * @param every interval, null for a cron expression
 * @param cron Quartz cron expression in UTC, null for an interval
 * @param event its type; one whose data is nothing but the time
 */
public record Schedule(
        Duration every,
        String cron,
        @JsonProperty(required = true) EventType event) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public Schedule {
        if ((every == null) == (cron == null)) {
            throw new IllegalArgumentException("a schedule has either 'every' or 'cron'");
        }
        if (every != null && every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a schedule fires once a second at most");
        }
        data(event, Instant.EPOCH);
    }

    /** The same event at another interval. */
    public Schedule every(Duration interval) {
        return new Schedule(interval, null, event);
    }

    /**
     * The event of the slot in which the time lies: the same one for every process that fires in this slot, whenever it
     * was started.
     *
     * @param time the scheduled time, which for an interval counts from the start of the process
     */
    public Event fire(Instant time) {
        long millis = every == null ? SHORTEST.toMillis() : every.toMillis();
        Instant slot = Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
        return Event.of(event, data(event, slot), slot);
    }

    private static EventData data(EventType event, Instant slot) {
        return switch (event) {
            case SWEEP_REQUESTED -> new SweepRequested(slot);
            case RETIRE_REQUESTED -> RetireRequested.scheduled(slot);
            case REBAKE_REQUESTED -> new RebakeRequested(slot);
            default ->
                throw new IllegalArgumentException("nothing can make a " + event.wire() + " from the time alone");
        };
    }
}
