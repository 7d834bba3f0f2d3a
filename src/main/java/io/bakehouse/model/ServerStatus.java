package io.bakehouse.model;

/** Server status as the Compute API reports it. Source: Compute API guide, "Server concepts". */
public enum ServerStatus {
    ACTIVE,
    BUILD,
    DELETED,
    ERROR,
    HARD_REBOOT,
    MIGRATING,
    PASSWORD,
    PAUSED,
    REBOOT,
    REBUILD,
    RESCUE,
    RESIZE,
    REVERT_RESIZE,
    SHELVED,
    SHELVED_OFFLOADED,
    SHUTOFF,
    SOFT_DELETED,
    SUSPENDED,
    VERIFY_RESIZE,
    UNKNOWN;

    /** The status of that name, or {@link #UNKNOWN} for one that a newer Nova may add. */
    public static ServerStatus of(String name) {
        for (ServerStatus status : values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        return UNKNOWN;
    }

    /** Nova refuses (409) to snapshot a server in any other state. Source: nova/compute/api.py, {@code snapshot}. */
    public boolean canBeSnapshotted() {
        return this == ACTIVE || this == SHUTOFF || this == PAUSED || this == SUSPENDED;
    }
}
