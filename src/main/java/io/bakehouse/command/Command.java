package io.bakehouse.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.Event;
import io.bakehouse.model.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Something that a person or script asks for by name. */
public interface Command {
    /** Its name in the path: {@code /commands/{name}}. */
    String name();

    /** What it does, in one line. */
    String purpose();

    /** The keys of its JSON object, each with what it means. */
    Map<String, String> keys();

    /** The keys whose values may be written without their names, in this order. */
    List<String> positions();

    /** Those of its keys that are true or false. */
    default Set<String> flags() {
        return Set.of();
    }

    /** What it does to the cloud. */
    Effect effect();

    /** How careful people want to be with a command. */
    enum Effect {
        /** It only looks. */
        READ,
        /** It makes something, which can be undone. */
        CHANGE,
        /** It takes something away from users, so a person is shown the plan and asked first. */
        DESTROY
    }

    /**
     * The family that it is about, for whoever may only touch some.
     *
     * @return empty when it is about all of them, or about none
     */
    Optional<String> family(CommandInput input);

    /** A JSON object that works with the shipped recipes. */
    String example();

    /**
     * Carries it out as far as that can be done at once; the rest follows from the events that it returns.
     *
     * @param cause the same for the same request, however often it is sent
     * @throws CommandException when it is not, in words for people
     */
    Done run(CommandInput input, String cause);

    /** What it would change, found out without changing anything; empty for a command that cannot tell. */
    default Optional<Plan> plan(CommandInput input, String cause) {
        return Optional.empty();
    }

    /** Whether it changes something by itself; ordinary ones leave that to their events. */
    default boolean actsAtOnce() {
        return false;
    }

    /** Reads the JSON object, null for none, and refuses keys that the command does not know. */
    default CommandInput input(JsonNode body) {
        return new CommandInput(body, keys().keySet());
    }

    /**
     * What was accepted, or found.
     *
     * @param see path under which to follow it, null when there is none
     * @param words what follows, in one sentence
     * @param events what has to be published for it to happen
     * @param plan what would be changed, for the command that only plans; else null
     * @param lines what was asked for, a line for each thing; empty for commands that change something
     */
    record Done(
            String command,
            String id,
            String see,
            String words,
            List<Event> events,
            PlanView plan,
            List<String> lines) {
        public Done {
            events = List.copyOf(events);
            lines = List.copyOf(lines);
        }

        /** Something was accepted. */
        public Done(String command, String id, String see, String words, List<Event> events) {
            this(command, id, see, words, events, null, List.of());
        }

        /** It would be done like this. */
        public Done(String command, String words, PlanView plan) {
            this(command, plan.hash(), null, words, List.of(), plan, List.of());
        }

        /** Something was found. */
        public Done(String command, String see, String words, List<String> lines) {
            this(command, null, see, words, List.of(), null, lines);
        }
    }
}
