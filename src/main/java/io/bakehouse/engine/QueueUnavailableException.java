package io.bakehouse.engine;

/** The queue did not take an event: nothing may be acknowledged. */
public final class QueueUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
