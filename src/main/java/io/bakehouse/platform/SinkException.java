package io.bakehouse.platform;

import java.time.Duration;
import java.util.Optional;

/** A sink did not accept an event. The text is for people, and never holds the address, which may be a secret. */
public final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    /**
     * What to throw instead of the cause, whose text may hold the address.
     *
     * @param retryAfter how long the receiver wants to be left alone, null when it does not say
     */
    public SinkException(String words, Duration retryAfter) {
        super(words);
        this.retryAfter = retryAfter;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
