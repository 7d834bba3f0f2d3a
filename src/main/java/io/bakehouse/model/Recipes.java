package io.bakehouse.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All recipes of this bakery, one per family. */
public final class Recipes {
    private final Map<String, Recipe> byFamily = new TreeMap<>();

    /**
     * Collects the recipes.
     *
     * @throws IllegalArgumentException when two of them are of one family
     */
    public Recipes(Collection<Recipe> recipes) {
        for (Recipe recipe : recipes) {
            if (byFamily.put(recipe.family(), recipe) != null) {
                throw new IllegalArgumentException("two recipes for the family '" + recipe.family() + "'");
            }
        }
    }

    /** The family's recipe, or empty when there is none. */
    public Optional<Recipe> family(String family) {
        return Optional.ofNullable(byFamily.get(family));
    }

    /** The recipes that adopt a server of that name, in the order of their families. */
    public List<Recipe> covering(String serverName) {
        return byFamily.values().stream()
                .filter(recipe -> recipe.adopt().covers(serverName))
                .toList();
    }

    /** The names of all families, sorted. */
    public SortedSet<String> families() {
        return new TreeSet<>(byFamily.keySet());
    }
}
