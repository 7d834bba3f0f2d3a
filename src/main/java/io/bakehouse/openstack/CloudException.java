package io.bakehouse.openstack;

import io.bakehouse.platform.Redaction;
import java.time.Duration;
import java.util.Optional;

/**
 * A request that the cloud did not carry out, classified where it arose. The message is one line for people, in the
 * cloud's own words where it gave any, and never holds a token, password or user-data.
 */
public final class CloudException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a caller can do about it. */
    public enum Kind {
        /** Nothing happened and the same request may work later: 409 busy, 429, no connection, a look that failed. */
        RETRY_LATER(true),
        /** The request may or may not have been carried out: look before asking again. */
        UNKNOWN_OUTCOME(true),
        /** The project has used up what it may have (403 from a quota, 413). */
        QUOTA(false),
        /** The object of the request does not exist (404). */
        GONE(false),
        /** The request makes no sense to the cloud (400) or to us: it will not get better. */
        BAD_REQUEST(false),
        /** We may not: wrong credentials (401), or not our project's object (403). */
        NOT_OURS(false);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }

        /** Whether waiting can help. */
        public boolean isPassing() {
            return passing;
        }
    }

    private final Kind kind;
    private final transient Duration retryAfter;

    public CloudException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    public CloudException(Kind kind, String message, Duration retryAfter, Throwable cause) {
        // Clouds repeat what they refuse, headers included, and these words go into marks, events and logs.
        super(Redaction.redact(message), cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the cloud asked us to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
