package io.bakehouse.model;

import java.time.Instant;

/**
 * Somebody wants a family's schedule paused, or resumed.
 *
 * @param by who, for people
 * @param cause the same for the same request
 */
public record ScheduleRequested(String family, boolean pause, String by, String cause, Instant requestedAt)
        implements EventData {
    @Override
    public String subject() {
        return cause;
    }
}
