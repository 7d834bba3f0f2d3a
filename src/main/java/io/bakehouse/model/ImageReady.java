package io.bakehouse.model;

import java.time.Instant;

/**
 * The image of a bake is complete and still a candidate.
 *
 * @param snapshotSeconds from the request until Glance had it active
 */
public record ImageReady(String family, String bake, String image, Instant readyAt, int snapshotSeconds)
        implements EventData {
    @Override
    public String subject() {
        return bake;
    }
}
