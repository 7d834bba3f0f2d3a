package io.bakehouse.command;

import io.bakehouse.model.Plan;
import java.util.List;
import java.util.Locale;

/**
 * A plan in JSON.
 *
 * @param calls about how many API requests it takes
 * @param bytes image data that is created (positive) or deleted (negative)
 * @param hash what to give to the command as {@code plan}, so that it does this or nothing
 */
public record PlanView(String command, List<Change> changes, int calls, long bytes, String hash, List<String> notes) {
    /** One change of one object. */
    public record Change(String verb, String kind, String id, String words) {}

    public static PlanView of(Plan plan) {
        List<Change> changes = plan.changes().stream()
                .map(change -> new Change(
                        change.verb().name().toLowerCase(Locale.ROOT), change.kind(), change.id(), change.words()))
                .toList();
        return new PlanView(plan.command(), changes, plan.apiCalls(), plan.bytes(), plan.hash(), plan.notes());
    }
}
