package io.bakehouse.engine;

/** A function could not be run to its end, through no exception of its own; the message is for people. */
public final class InvocationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvocationException(String message, Throwable cause) {
        super(message, cause);
    }
}
