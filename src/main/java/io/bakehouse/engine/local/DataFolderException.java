package io.bakehouse.engine.local;

/** The data folder cannot be used; the message is one line for people. */
public final class DataFolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
