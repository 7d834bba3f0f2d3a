package io.bakehouse.engine;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The program. What keeps it from starting is said in one line where somebody can do something about it; Quarkus' own way
 * is a stack trace, or silence.
 */
@QuarkusMain
public final class Main {
    private Main() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) {
        Quarkus.run(null, Main::end, arguments);
    }

    private static void end(int status, Throwable failure) {
        if (failure != null) {
            complain(failure);
        }
        System.exit(status);
    }

    /** On standard error, because the log is closed by now. */
    private static void complain(Throwable failure) {
        Complaint.of(failure).ifPresentOrElse(words -> System.err.println("Bakehouse does not start: " + words), () -> {
            System.err.println("Bakehouse does not start, and it is a mistake in the program:");
            failure.printStackTrace();
        });
    }
}
