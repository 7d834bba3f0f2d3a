package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * What a revocation would change.
 *
 * @param empty its plan without changes
 * @param left those of the images that are not revoked yet
 * @param seen all images of ours, hidden ones too
 */
record RevokePlan(Plan empty, Doomed doomed, List<Image> left, List<Image> seen) {
    /** To look at the record, the image and the lists, to claim, to look for batches and again, to end. */
    private static final int CALLS = 8;

    Plan plan() {
        List<Plan.Change> changes = new ArrayList<>();
        for (Image image : left) {
            String family = image.mark(Marks.FAMILY).orElse("");
            String words = (FamilyName.isNamed(image) ? "loses the name '" + family + "'; " : "") + "is revoked";
            changes.add(new Plan.Change(Plan.Verb.CHANGE, "image", image.id(), words));
        }
        List<String> notes = new ArrayList<>();
        doomed.lost(seen)
                .forEach((family, image) -> FamilyName.previous(image, doomed.staying(seen))
                        .ifPresentOrElse(
                                next -> changes.add(new Plan.Change(
                                        Plan.Verb.CHANGE, "image", next.id(), "gets the name '" + family + "'")),
                                () -> notes.add("'" + family + "' will have no current image")));
        int calls = CALLS + changes.size() + left.size() / RevokeDecision.Revoke.STEP * CALLS;
        return new Plan(empty.command(), changes, calls, 0, notes);
    }
}
