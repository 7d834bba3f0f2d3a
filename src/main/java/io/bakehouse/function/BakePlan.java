package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Plan;
import io.bakehouse.model.Plan.Verb;
import io.bakehouse.model.Recipe;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bake from a builder would change when all goes well, found out from lists alone. What asked for it is no part of
 * it, so that two looks at the same world give one plan.
 *
 * @param named images that have the family's name now
 */
record BakePlan(BuilderBake bake, List<Image> named) {
    /** Of a bake that takes about a quarter of an hour; a slower one is looked at more often. */
    private static final int CALLS = 26;
    /** What a canary adds. */
    private static final int CALLS_OF_CANARY = 14;

    Plan plan() {
        Recipe recipe = bake.recipe();
        String family = recipe.family();
        List<Plan.Change> changes = new ArrayList<>();
        bake.builder()
                .volumeGb()
                .ifPresent(size -> changes.add(create("volume", size + " GiB, the builder's, kept with the image")));
        changes.add(create(
                "server",
                "builder of '" + family + "' from base image " + bake.base().id() + called(bake.base())
                        + ", as revision " + recipe.revision() + " of the recipe says"));
        changes.add(create("image", "candidate of '" + family + "', of the builder's disk"));
        bake.builder().volumeGb().ifPresent(size -> changes.add(create("snapshot", "of the builder's volume")));
        changes.add(new Plan.Change(Verb.DELETE, "server", null, "the builder"));
        recipe.verification().ifPresent(verify -> {
            changes.add(create("server", "canary, of which is expected: " + String.join(", ", verify.words())));
            changes.add(new Plan.Change(Verb.DELETE, "server", null, "the canary"));
        });
        named.stream()
                .sorted(Image.SENIORITY)
                .forEach(image -> changes.add(
                        new Plan.Change(Verb.CHANGE, "image", image.id(), "loses the name '" + family + "'")));
        changes.add(new Plan.Change(Verb.CHANGE, "image", null, "the candidate gets the name '" + family + "'"));
        int calls = CALLS + recipe.verification().map(verify -> CALLS_OF_CANARY).orElse(0);
        // An image of volumes has no data of its own.
        long bytes = bake.builder().volumeGb().isPresent() ? 0 : bake.base().size();
        return new Plan("bake " + family, changes, calls, bytes, notes(recipe));
    }

    private static List<String> notes(Recipe recipe) {
        List<String> notes = new ArrayList<>(List.of("the image will be at least as large as its base image"));
        if (recipe.approval()) {
            notes.add("it gets the name once somebody has approved it");
        }
        recipe.batch()
                .filter(batch -> batch.count() > 0)
                .ifPresent(
                        batch -> notes.add("once it has the name, " + batch.count() + " servers are booted from it"));
        return notes;
    }

    private static Plan.Change create(String kind, String words) {
        return new Plan.Change(Verb.CREATE, kind, null, words);
    }

    private static String called(Image base) {
        return base.name() == null ? "" : " ('" + base.name() + "')";
    }
}
