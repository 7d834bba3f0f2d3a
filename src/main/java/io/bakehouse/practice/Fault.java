package io.bakehouse.practice;

import java.time.Duration;

/**
 * What goes wrong with one API request.
 *
 * @param status HTTP status of a refusal, else 0
 * @param time Retry-After of a refusal (null for none), or age of a stale list
 * @param count length of a short page, else 0
 */
public record Fault(Kind kind, int status, Duration time, int count) {
    /** The ways in which a request goes wrong. */
    public enum Kind {
        NONE,
        /** Nobody listens: no answer, no effect. */
        DOWN,
        /** An error status and no effect. */
        REFUSED,
        /** The token is refused; a new one works. */
        TOKEN_EXPIRED,
        /** The effect happens and the answer never arrives. */
        ANSWER_LOST,
        /** A list is answered as it was some time ago. */
        STALE,
        /** A list page is shorter than asked for, though there is more. */
        SHORT_PAGE,
        /** A snapshot request is refused with 409 and leaves its image behind, {@code queued} for ever. */
        ORPHANED
    }

    /** Nothing goes wrong. */
    public static final Fault NONE = new Fault(Kind.NONE, 0, null, 0);

    public static Fault down() {
        return new Fault(Kind.DOWN, 0, null, 0);
    }

    public static Fault refused(int status) {
        return new Fault(Kind.REFUSED, status, null, 0);
    }

    public static Fault refused(int status, Duration retryAfter) {
        return new Fault(Kind.REFUSED, status, retryAfter, 0);
    }

    public static Fault tokenExpired() {
        return new Fault(Kind.TOKEN_EXPIRED, 0, null, 0);
    }

    public static Fault answerLost() {
        return new Fault(Kind.ANSWER_LOST, 0, null, 0);
    }

    public static Fault stale(Duration age) {
        return new Fault(Kind.STALE, 0, age, 0);
    }

    public static Fault shortPage(int count) {
        return new Fault(Kind.SHORT_PAGE, 0, null, count);
    }

    public static Fault orphaned() {
        return new Fault(Kind.ORPHANED, 0, null, 0);
    }
}
