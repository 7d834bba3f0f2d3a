package io.bakehouse.model;

import java.time.Instant;

/**
 * Time to compare the cloud with what should be there.
 *
 * @param slot the scheduled time, equal for all processes whose schedule fired for it
 */
public record SweepRequested(Instant slot) implements EventData {
    @Override
    public String subject() {
        return "sweep";
    }
}
