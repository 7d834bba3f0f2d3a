package io.bakehouse.simulation.seeded;

/** Everything that can go wrong in a run. */
enum Trouble {
    // On the way of events.
    DUPLICATE,
    REORDER,
    LOSE,
    DELAY,
    LOSE_ACKNOWLEDGEMENT,
    // In a process.
    CRASH_BEFORE_CALL,
    CRASH_AFTER_CALL,
    CRASH_BEFORE_PUBLISH,
    CRASH_AFTER_PUBLISH,
    OVERLAP,
    // Between us and the cloud.
    ERROR_BEFORE_EFFECT,
    NO_ANSWER_AFTER_EFFECT,
    UNREACHABLE,
    RATE_LIMIT,
    RATE_LIMIT_WITH_TIME,
    CONFLICT_LEAVES_IMAGE,
    STALE_LIST,
    SHORT_PAGE,
    TOKEN_EXPIRED,
    // In the cloud.
    SNAPSHOT_KILLED,
    SNAPSHOT_QUEUED,
    SNAPSHOT_STUCK,
    SNAPSHOT_SLOW,
    SERVER_ERROR,
    SERVER_HANGS,
    SERVER_CRASHES,
    DELETION_FAILS,
    QUOTA_SERVERS,
    QUOTA_CORES,
    QUOTA_IMAGES,
    QUOTA_VOLUMES,
    VOLUME_FAILS,
    VOLUME_SNAPSHOT_FAILS,
    VOLUME_SNAPSHOT_HANGS,
    // Of time.
    SKEW,
    SCHEDULE_TWICE,
    SCHEDULE_SKIPPED,
    // By people.
    SILENT_GUEST,
    FAILED_RUN,
    REDRIVE_LATE,
    LOOK_ALIKE,
    DELETED_BY_HAND,
    RENAMED_BY_HAND
}
