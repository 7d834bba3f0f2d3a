package io.bakehouse.engine.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** What it would change, found out without changing anything; empty for a command that cannot tell. */
    default Optional<Plan> plan(CommandInput input, String cause) {
        return Optional.empty();
    }

    /** Reads the JSON object, null for none, and refuses keys that the command does not know. */
    default CommandInput input(JsonNode body) {
        return new CommandInput(body, keys().keySet());
    }

    /**
     * What was accepted.
     *
     * @param see path under which to follow it, null when there is none
     * @param plan what would be changed, for the command that only plans
     */
    record Done(
            String command,
            String id,
            String see,
            String words,
            List<String> events,
            @JsonInclude(JsonInclude.Include.NON_NULL) PlanView plan) {
        Done(String command, String id, String see, String words, List<String> events) {
            this(command, id, see, words, events, null);
        }
    }
}
