package io.bakehouse.model;

import java.time.Instant;

/**
 * The schedules of all families shall be looked at.
 *
 * @param slot the time for which this was planned; equal for every process whose schedule fired
 */
public record RebakeRequested(Instant slot) implements EventData {
    @Override
    public String subject() {
        return "rebake";
    }
}
