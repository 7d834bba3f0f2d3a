package io.bakehouse.engine.http;

import java.util.List;
import java.util.Map;

/** Something that a person or script asks for by name. */
public interface Command {
    /** Its name in the path: {@code /commands/{name}}. */
    String name();

    /** What it does, in one line. */
    String purpose();

    /** The keys of its JSON object, each with what it means. */
    Map<String, String> keys();

    /** A JSON object that works with the shipped recipes. */
    String example();

    /**
     * Carries it out as far as that can be done at once; the rest follows from the events that it publishes.
     *
     * @param cause the same for the same request, however often it is sent
     */
    Done run(CommandInput input, String cause);

    /**
     * What was accepted.
     *
     * @param see path under which to follow it, null when there is none
     */
    record Done(String command, String id, String see, String words, List<String> events) {}
}
