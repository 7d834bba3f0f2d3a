package io.bakehouse.model;

import java.util.Objects;

/**
 * One receiver shall be told how something ended.
 *
 * @param sink the receiver's name in the settings
 */
public record NoticeRequested(String sink, Ending ending) implements EventData {
    private static final String CAUSE = "notice:";

    public NoticeRequested {
        Objects.requireNonNull(ending, "'ending' is missing");
    }

    /** The cause of the failure to tell that sink, by which nobody tries to tell it of that as well. */
    public String failure() {
        return CAUSE + sink + ":" + ending.subject();
    }

    /** Whether this was to tell of another sink's failure: then nobody is told that it failed too. */
    public boolean isOfFailure() {
        return ending.cause().startsWith(CAUSE);
    }

    /** Whether the ending is the failure to tell that sink. */
    public static boolean isFailureOf(String sink, Ending ending) {
        return ending.cause().startsWith(CAUSE + sink + ":");
    }

    @Override
    public String subject() {
        return ending.subject();
    }
}
