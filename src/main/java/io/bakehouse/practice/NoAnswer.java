package io.bakehouse.practice;

/** A request whose answer never arrives, whether or not it had an effect. */
public final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean effective;

    NoAnswer(boolean effective) {
        super(effective ? "the connection was closed without an answer" : "connection refused", null, false, false);
        this.effective = effective;
    }

    /** Whether the request was carried out. */
    public boolean isEffective() {
        return effective;
    }
}
