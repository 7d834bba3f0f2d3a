package io.bakehouse.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command would do to the cloud, found out without doing it.
 *
 * @param command the command and what it is about, such as {@code rollback web}
 * @param changes in the order in which they would be made
 * @param apiCalls about how many API requests it takes to the end
 * @param bytes image data that is created (positive) or deleted (negative), as far as it is known
 * @param notes what else to know: what is kept and why, which quota is left
 */
public record Plan(String command, List<Change> changes, int apiCalls, long bytes, List<String> notes) {
    private static final int HASH = 12;

    public Plan {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    /**
     * One change of one kind of object.
     *
     * @param kind OpenStack's noun: image, server, volume, snapshot
     * @param id null for what does not exist yet
     * @param words what exactly, such as {@code gets the name 'web'}
     */
    public record Change(Verb verb, String kind, String id, String words) {}

    /** What happens to an object. */
    public enum Verb {
        CREATE,
        CHANGE,
        DELETE
    }

    /** Nothing would be changed, for this reason. */
    public Plan refused(String words) {
        return new Plan(command, List.of(), 0, 0, List.of(words));
    }

    /** The same with one note more. */
    public Plan noting(String words) {
        List<String> more = new ArrayList<>(notes);
        more.add(words);
        return new Plan(command, changes, apiCalls, bytes, more);
    }

    /** Twelve hex digits over the command and its changes: equal as long as the world would be changed in the same way. */
    public String hash() {
        List<String> parts = new ArrayList<>(List.of("plan", command));
        changes.forEach(change -> parts.add(change.toString()));
        return Ids.digest(parts.toArray(String[]::new)).substring(0, HASH);
    }

    /** Why it must not be carried out under that hash, or empty when it may; null fits every plan. */
    public Optional<String> refusal(String expected) {
        return expected == null || expected.equals(hash())
                ? Optional.empty()
                : Optional.of("the plan " + expected + " does not fit any more: the cloud has changed, and it"
                        + " would now be " + hash() + ". Look at the new plan first");
    }
}
