package io.bakehouse.webhook;

/** A message that is not what its sender's tool sends. The text is for whoever set the sender up. */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    public MalformedException(String problem) {
        this(400, problem);
    }

    public MalformedException(int status, String problem) {
        super(problem, null, false, false);
        this.status = status;
    }

    /** The HTTP status that fits: 400, or 415 for a format that we do not know. */
    public int status() {
        return status;
    }
}
