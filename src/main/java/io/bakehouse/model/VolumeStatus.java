package io.bakehouse.model;

import java.util.Locale;

/** Status of a volume or volume snapshot. Source: Block Storage API v3 reference, "Volumes" and "Volume snapshots". */
public enum VolumeStatus {
    CREATING,
    DOWNLOADING,
    AVAILABLE,
    RESERVED,
    ATTACHING,
    IN_USE,
    DETACHING,
    DELETING,
    ERROR,
    ERROR_DELETING,
    UNKNOWN;

    /** The status that Cinder calls so, or {@link #UNKNOWN} for one that matters to nobody here. */
    public static VolumeStatus of(String name) {
        for (VolumeStatus status : values()) {
            if (status.wire().equals(name)) {
                return status;
            }
        }
        return UNKNOWN;
    }

    /** Cinder's word for it. */
    public String wire() {
        return this == IN_USE ? "in-use" : name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may still become available. */
    public boolean isUnderWay() {
        return this == CREATING || this == DOWNLOADING;
    }

    /** Whether it will never be of use. */
    public boolean isFailed() {
        return this == ERROR || this == ERROR_DELETING;
    }
}
