package io.bakehouse.engine;

import io.bakehouse.openstack.CloudException;
import io.bakehouse.platform.Redaction;
import io.bakehouse.platform.SinkException;
import java.util.regex.Pattern;

/** Failures in words for people. */
final class Failure {
    private static final int LONGEST = 500;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Failure() {}

    /** One line: the message alone where it was written for people, else with the name of what was thrown. */
    static String words(Throwable failure) {
        String message = failure.getMessage();
        boolean forPeople = failure instanceof CloudException
                || failure instanceof SinkException
                || failure instanceof UnreadableEventException
                || failure instanceof EventTooLargeException
                || failure instanceof InvocationException;
        String name = failure.getClass().getSimpleName();
        String words = message == null || message.isBlank() ? name : forPeople ? message : name + ": " + message;
        // Whatever a library says of its failure goes to logs, events and people.
        String line = BLANKS.matcher(Redaction.redact(words)).replaceAll(" ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
