package io.bakehouse.model;

import java.time.Instant;

/**
 * Somebody wants a family's servers replaced by servers of an image.
 *
 * @param rollout id of the rollout
 * @param image id of one of the family's images, null for the one that is current when this is handled
 * @param cause what asked for it: a command's id
 * @param plan hash of the plan that the rollout must still fit, null for any
 */
public record RolloutRequested(
        String family, String rollout, String image, String cause, String plan, Instant requestedAt)
        implements EventData {
    @Override
    public String subject() {
        return rollout;
    }
}
