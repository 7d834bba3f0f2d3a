package io.bakehouse.model;

import java.time.Instant;

/**
 * Time to hide images that are needed no more, and to delete those that were hidden for long enough.
 *
 * @param family null for all families
 * @param cause id of the command, null when only the time has come
 * @param plan hash of the plan that it must still fit, null for any
 * @param slot the scheduled time, or that of the command
 */
public record RetireRequested(String family, String cause, String plan, Instant slot) implements EventData {

    /** What a schedule asks for. */
    public static RetireRequested scheduled(Instant slot) {
        return new RetireRequested(null, null, null, slot);
    }

    @Override
    public String subject() {
        return cause == null ? "retire " + slot : cause;
    }
}
