package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Plan;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rollout would do, found out from lists alone.
 *
 * @param old servers that are replaced
 * @param kept how many servers are of the image already
 * @param wanted how many servers there are in the end
 */
public record RolloutPlan(String family, String image, List<Server> old, int kept, int wanted, Recipe.Batch recipe) {
    private static final int CALLS_PER_SERVER = 3;
    private static final int CALLS_PER_WAVE = 9;

    /**
     * The plan for the family's servers among those listed.
     *
     * @param records all records of the family
     */
    public static RolloutPlan of(
            String family,
            String rollout,
            String image,
            Recipe.Batch recipe,
            List<Server> servers,
            List<Image> records) {
        List<Server> known = RolloutServers.known(family, rollout, servers, records).stream()
                .filter(server -> !server.isLeaving())
                .toList();
        List<Server> old = known.stream()
                .filter(server -> !RolloutServers.image(server).equals(Optional.of(image)))
                .toList();
        int kept = (int) known.stream()
                .filter(server -> RolloutServers.image(server).equals(Optional.of(image))
                        && server.status() == ServerStatus.ACTIVE)
                .count();
        int there = old.size() + kept;
        return new RolloutPlan(family, image, old, kept, there == 0 ? recipe.count() : there, recipe);
    }

    /** How many waves it takes with that surge. */
    int waves(int surge) {
        int most = recipe.isSlotted() ? Spread.CALLS : Spread.CHUNK;
        int size = Math.max(1, Math.min(most, surge + recipe.rollout().maxUnavailable()));
        return (wanted - kept + size - 1) / size;
    }

    /** The same as anybody can read it before it is carried out. */
    public Plan plan() {
        List<Plan.Change> changes = new ArrayList<>();
        if (wanted > kept) {
            changes.add(new Plan.Change(
                    Plan.Verb.CREATE, "server", null, (wanted - kept) + " of '" + family + "' from image " + image));
        }
        for (Server server : old) {
            String from = RolloutServers.image(server).orElse("?");
            changes.add(new Plan.Change(
                    Plan.Verb.DELETE, "server", server.id(), "'" + server.name() + "' of image " + from));
        }
        int calls = (wanted - kept) * CALLS_PER_SERVER + waves(recipe.rollout().maxSurge()) * CALLS_PER_WAVE;
        List<String> notes = List.of(
                kept + " servers of the image are kept",
                "at most " + recipe.rollout().maxSurge() + " servers more than wanted, and "
                        + recipe.rollout().maxUnavailable() + " fewer, in between");
        return new Plan(RolloutClaim.COMMAND + " " + family, changes, calls, 0, notes);
    }
}
