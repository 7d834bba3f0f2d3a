package io.bakehouse.model;

import java.time.Instant;

/**
 * Somebody or something wants a family baked from its recipe's builder.
 *
 * @param cause what makes two requests the same: a command's id, or for a rebake the base image and its checksum
 * @param reason why, in words for people
 * @param plan hash of the plan that the bake must still fit, null for any
 */
public record BakeRequested(String family, String cause, String reason, String plan, Instant requestedAt)
        implements EventData {
    @Override
    public String subject() {
        return cause;
    }
}
