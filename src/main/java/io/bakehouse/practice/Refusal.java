package io.bakehouse.practice;

import java.time.Duration;
import java.util.Optional;

/** A request that the practice cloud does not carry out, with the status and the words of the real one. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Duration retryAfter;

    public Refusal(int status, String message) {
        this(status, message, null);
    }

    public Refusal(int status, String message, Duration retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static Refusal noServer(String id) {
        return new Refusal(404, "Instance " + id + " could not be found.");
    }

    static Refusal noImage(String id) {
        return new Refusal(404, "No image found with ID " + id);
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The answer's Retry-After. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
