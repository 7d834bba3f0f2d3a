package io.bakehouse.function;

import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which servers of a batch to ask for next, and which of too many to give up, so that its zones stay even and no number
 * is given twice. All of it follows from the servers that are there.
 */
final class Spread {
    /** Most servers asked for in one call; more would let one refused server take too many others with it. */
    static final int CHUNK = 100;
    /** Most servers asked for in one step: each step lists all that are there, so small ones cost large batches dear. */
    static final int STEP = 1_000;
    /** Most zones or numbers asked for in one step, so that it ends within its time limit. */
    static final int CALLS = 20;

    private Spread() {}

    /**
     * One create call.
     *
     * @param zone null to leave it to the recipe
     * @param slot number of the one server, null when its servers have none
     */
    record Place(String zone, Integer slot, int count) {}

    /** The create calls of the next step towards so many more servers: by chunks, in each zone, or one per number. */
    static List<Place> next(Recipe.Batch recipe, List<Server> staying, int missing) {
        Map<String, Integer> zones = counts(recipe, staying);
        if (recipe.isSlotted()) {
            List<Place> places = new ArrayList<>();
            for (int slot : free(staying, Math.min(missing, CALLS))) {
                places.add(new Place(fill(zones), slot, 1));
            }
            return places;
        }
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(missing, STEP); i++) {
            String zone = fill(zones);
            if (wanted.size() < CALLS || wanted.containsKey(zone)) {
                wanted.merge(zone, 1, Integer::sum);
            }
        }
        List<Place> places = new ArrayList<>();
        wanted.forEach((zone, count) -> {
            for (int left = count; left > 0; left -= CHUNK) {
                places.add(new Place(zone, null, Math.min(left, CHUNK)));
            }
        });
        return places;
    }

    /** So many of the servers, oldest first, to give up: second holders of a number, then the youngest of the fullest zone. */
    static List<Server> surplus(Recipe.Batch recipe, List<Server> staying, int many) {
        List<Server> left = new ArrayList<>(staying);
        left.sort(Server.SENIORITY);
        List<Server> surplus = new ArrayList<>();
        while (surplus.size() < many && !left.isEmpty()) {
            Server next = second(recipe, left);
            left.remove(next);
            surplus.add(next);
        }
        surplus.sort(Server.SENIORITY);
        return surplus;
    }

    private static Server second(Recipe.Batch recipe, List<Server> left) {
        Set<Integer> seen = new HashSet<>();
        if (recipe.isSlotted()) {
            for (Server server : left) {
                if (!seen.add(slot(server))) {
                    return server;
                }
            }
        }
        Map<String, Integer> counts = new HashMap<>();
        left.forEach(server -> counts.merge(group(recipe, server), 1, Integer::sum));
        return left.stream()
                .max(Comparator.comparing((Server server) -> counts.get(group(recipe, server)))
                        .thenComparing(Server.SENIORITY))
                .orElseThrow();
    }

    /** How many servers each of the recipe's zones has, in the recipe's order; one nameless zone when it has none. */
    private static Map<String, Integer> counts(Recipe.Batch recipe, List<Server> staying) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        recipe.zones().forEach(zone -> counts.put(zone, 0));
        if (counts.isEmpty()) {
            counts.put(null, 0);
        }
        staying.forEach(server -> counts.computeIfPresent(zone(server), (zone, count) -> count + 1));
        return counts;
    }

    /** The emptiest zone, which has one server more from now on. */
    private static String fill(Map<String, Integer> zones) {
        Map.Entry<String, Integer> emptiest =
                zones.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        emptiest.setValue(emptiest.getValue() + 1);
        return emptiest.getKey();
    }

    private static List<Integer> free(List<Server> staying, int many) {
        Map<Integer, Server> taken = new TreeMap<>();
        staying.forEach(server -> taken.put(slot(server), server));
        List<Integer> free = new ArrayList<>();
        for (int slot = 0; free.size() < many; slot++) {
            if (!taken.containsKey(slot)) {
                free.add(slot);
            }
        }
        return free;
    }

    private static int slot(Server server) {
        return server.mark(Marks.SLOT)
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .orElse(-1);
    }

    private static String group(Recipe.Batch recipe, Server server) {
        return recipe.zones().isEmpty() ? "" : zone(server);
    }

    /** The zone that it runs in, or until it has started the one that it was asked for in. */
    private static String zone(Server server) {
        return server.zone() != null ? server.zone() : server.mark(Marks.ZONE).orElse("");
    }
}
