package io.bakehouse.model;

import java.time.Instant;

/**
 * A builder is what its recipe wants and can be snapshotted.
 *
 * @param server id of the builder
 */
public record BuilderConverged(String family, String bake, String server, Instant convergedAt) implements EventData {
    @Override
    public String subject() {
        return bake;
    }
}
