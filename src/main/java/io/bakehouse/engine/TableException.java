package io.bakehouse.engine;

/** The table of functions cannot be read; the message says where and why. */
public final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TableException(String message, Throwable cause) {
        super(message, cause);
    }
}
