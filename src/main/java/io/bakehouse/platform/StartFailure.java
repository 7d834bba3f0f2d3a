package io.bakehouse.platform;

/** The program cannot start as it is set up; the message is one line for people that says what to do. */
public final class StartFailure extends RuntimeException {
    /** Priority of those who look at the settings when the program starts: before anything is begun that must be ended. */
    public static final int CHECKS = -1_000;

    private static final long serialVersionUID = 1L;

    private StartFailure(String message) {
        super(message);
    }

    /** What to throw while the program starts. */
    public static StartFailure of(String words) {
        return new StartFailure(words);
    }
}
