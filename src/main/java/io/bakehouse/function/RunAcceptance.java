package io.bakehouse.function;

import io.bakehouse.access.Rights;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one reported run, as far as it can be told without asking the cloud: an event, or nothing, and why.
 *
 * @param words for whoever reads the answer
 */
record RunAcceptance(Optional<Event> event, String words) {
    static RunAcceptance bake(ConfigRun run, String words) {
        String node = run.nodeNames().isEmpty() ? "" : run.nodeNames().get(0);
        Event event = Event.of(EventType.CONFIG_RUN_FINISHED, run, run.family(), run.server(), node);
        return new RunAcceptance(Optional.of(event), words);
    }

    static RunAcceptance pass(String words) {
        return new RunAcceptance(Optional.empty(), words);
    }

    static RunAcceptance decide(ConfigRun run, Rights rights, Recipes recipes) {
        return switch (run.status()) {
            case STARTED, PROGRESS -> pass("not baked: the run on " + node(run) + " has not ended");
            case IGNORED, UNKNOWN ->
                pass("not baked: it is not clear how the run on " + node(run) + " ended"
                        + (run.failure() == null ? "" : ": " + run.failure()));
            case CHANGED, UNCHANGED, COMPLETED, FAILED, NOOP ->
                decideEnded(run.within(rights.families()), rights, recipes);
        };
    }

    private static RunAcceptance decideEnded(ConfigRun run, Rights rights, Recipes recipes) {
        if (run.caller() != null) {
            return bake(
                    run,
                    "accepted: the " + run.caller().role() + " of bake "
                            + run.caller().bake() + " reports "
                            + run.status().word());
        }
        if (!rights.may("adopt", false)) {
            return pass("not baked: the settings bakehouse.senders." + run.sender() + " do not let it 'adopt'");
        }
        if (run.family() == null
                && run.nodeNames().isEmpty()
                && run.server() == null
                && run.instanceIds().isEmpty()
                && run.addresses().isEmpty()) {
            return pass("not baked: nothing says which server this is about. Add ?server=<UUID> to the address");
        }
        if (run.family() == null && isOfBake(run, recipes)) {
            return bake(run, "accepted: " + node(run) + " belongs to a bake, which goes on if it is under way");
        }
        List<Recipe> candidates = candidates(run, recipes);
        // A server's name in the cloud may be another than the tool's: with its UUID, that decides later.
        boolean known = run.server() != null || run.nodeNames().isEmpty();
        if (candidates.isEmpty() && !known) {
            return pass("not baked: no recipe adopts " + node(run) + ". Extend adopt.names of one of "
                    + recipes.families() + ", or add ?family=<name> to the address");
        }
        if (!candidates.isEmpty() && candidates.stream().noneMatch(recipe -> run.mayBake(recipe.family()))) {
            return pass("not baked: the settings bakehouse.senders." + run.sender() + " do not let it bake "
                    + names(candidates));
        }
        List<Recipe> considered = candidates.isEmpty() ? all(recipes) : candidates;
        List<Recipe> willing = considered.stream()
                .filter(recipe -> recipe.adopt().when().contains(run.status()))
                .toList();
        if (willing.isEmpty()) {
            return pass("not baked: the run on " + node(run) + " ended as "
                    + run.status().word()
                    + (run.failure() == null ? "" : " (" + run.failure() + ")") + ", and adopt.when of "
                    + names(considered) + " does not list that");
        }
        if (candidates.isEmpty()) {
            return bake(run, "accepted: " + node(run) + " will be baked if a recipe adopts its name");
        }
        return willing.size() == 1
                ? bake(run, "accepted: " + node(run) + " will be baked as '" + names(willing) + "'")
                : pass("not baked: the recipes " + names(willing) + " all adopt " + node(run)
                        + ". Say which with ?family=<name>");
    }

    /** The recipe that the request named, else those that adopt the first of the node's names that any adopts. */
    private static List<Recipe> candidates(ConfigRun run, Recipes recipes) {
        if (run.family() != null) {
            return recipes.family(run.family()).stream().toList();
        }
        return run.nodeNames().stream()
                .map(recipes::covering)
                .filter(covering -> !covering.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Whether the node is called as we call builders and canaries. */
    private static boolean isOfBake(ConfigRun run, Recipes recipes) {
        return run.nodeNames().stream()
                .flatMap(name -> Ids.familyOfServer(name).stream())
                .flatMap(family -> recipes.family(family).stream())
                .anyMatch(recipe ->
                        recipe.builder().isPresent() || recipe.verification().isPresent());
    }

    private static List<Recipe> all(Recipes recipes) {
        return recipes.families().stream()
                .flatMap(family -> recipes.family(family).stream())
                .toList();
    }

    private static String names(List<Recipe> recipes) {
        return String.join(", ", recipes.stream().map(Recipe::family).toList());
    }

    private static String node(ConfigRun run) {
        if (!run.nodeNames().isEmpty()) {
            return "'" + run.nodeNames().get(0) + "'";
        }
        if (run.server() != null) {
            return "server " + run.server();
        }
        if (!run.instanceIds().isEmpty()) {
            return "server " + run.instanceIds().get(0);
        }
        return run.addresses().isEmpty()
                ? "the server"
                : "the server at " + run.addresses().get(0);
    }
}
