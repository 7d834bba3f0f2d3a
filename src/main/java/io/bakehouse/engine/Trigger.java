package io.bakehouse.engine;

import io.bakehouse.model.EventType;
import java.util.List;

/**
 * What makes a function run: at least one of the three.
 *
 * @param route method and path template of a request, null for none
 * @param schedule null for none
 * @param events types of events, each on the function's queue
 */
public record Trigger(String route, Schedule schedule, List<EventType> events) {
    public Trigger {
        events = events == null ? List.of() : List.copyOf(events);
        if (route == null && schedule == null && events.isEmpty()) {
            throw new IllegalArgumentException("a trigger has a route, a schedule or events");
        }
        if (schedule != null && !events.contains(schedule.event())) {
            throw new IllegalArgumentException("a schedule makes an event that the function is triggered by");
        }
    }
}
