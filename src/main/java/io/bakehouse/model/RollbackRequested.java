package io.bakehouse.model;

import java.time.Instant;

/**
 * An older image of a family shall be current again.
 *
 * @param image id of that image; null for the one promoted last before {@code instead}, if nobody has the name by then
 * @param instead id of the revoked image that had the name; null when a person chose
 * @param cause id of the command
 * @param plan hash of the plan that it must still fit, null for any
 * @param requestedAt bakes whose image was made later keep the name; those made earlier lose it
 */
public record RollbackRequested(
        String family, String image, String instead, String cause, String plan, Instant requestedAt)
        implements EventData {
    @Override
    public String subject() {
        return cause;
    }
}
