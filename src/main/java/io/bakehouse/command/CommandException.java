package io.bakehouse.command;

/** A command that is not carried out; the message says to people why, and how to do it right. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * The refusal.
     *
     * @param status HTTP's word for it: 400 what was written is wrong, 403 it may not be asked for, 404 there is no such
     *     thing, 409 it cannot be done now
     */
    public CommandException(int status, String words) {
        super(words);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** What was written is wrong. */
    public static CommandException wrong(String words) {
        return new CommandException(400, words);
    }

    /** There is no such thing. */
    public static CommandException unknown(String words) {
        return new CommandException(404, words);
    }

    /** It cannot be done now. */
    public static CommandException conflict(String words) {
        return new CommandException(409, words);
    }
}
