package io.bakehouse.model;

import java.util.Locale;

/** Image status as the Image API reports it. Source: Glance user guide, "Image statuses". */
public enum ImageStatus {
    QUEUED,
    SAVING,
    UPLOADING,
    IMPORTING,
    ACTIVE,
    DEACTIVATED,
    KILLED,
    DELETED,
    PENDING_DELETE,
    UNKNOWN;

    /** The status of that name in any case, or {@link #UNKNOWN} for one that a newer Glance may add. */
    public static ImageStatus of(String name) {
        for (ImageStatus status : values()) {
            if (status.name().toLowerCase(Locale.ROOT).equals(name)) {
                return status;
            }
        }
        return UNKNOWN;
    }

    /** Whether data may still arrive. */
    public boolean isUnderWay() {
        return this == QUEUED || this == SAVING || this == UPLOADING || this == IMPORTING;
    }
}
