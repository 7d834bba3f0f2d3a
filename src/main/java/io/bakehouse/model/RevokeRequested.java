package io.bakehouse.model;

import java.time.Instant;

/**
 * An image shall be hidden and never be booted, promoted or rolled back to again.
 *
 * @param image id of that image
 * @param descendants whether the images made of servers that were booted from it are revoked too
 * @param reason why, in words for people
 * @param cause id of the command
 * @param plan hash of the plan that it must still fit, null for any
 */
public record RevokeRequested(
        String image, boolean descendants, String reason, String cause, String plan, Instant requestedAt)
        implements EventData {
    @Override
    public String subject() {
        return cause;
    }
}
