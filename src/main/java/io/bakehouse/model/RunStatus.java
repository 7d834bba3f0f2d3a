package io.bakehouse.model;

/** What a sender says of a config run, in one vocabulary for all tools. */
public enum RunStatus {
    STARTED,
    /** Something in between: a module of cloud-init, a task of a play. */
    PROGRESS,
    CHANGED,
    UNCHANGED,
    /** The run ended; the tool does not say whether anything changed. */
    COMPLETED,
    FAILED,
    /** A dry run: nothing was applied. */
    NOOP,
    /** Authentic and well-formed, but of no interest: a ping, a test notification, another message type. */
    IGNORED,
    UNKNOWN;

    /** The lower-case name used in JSON, YAML and texts. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
