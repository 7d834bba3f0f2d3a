package io.bakehouse.commands;

import io.bakehouse.command.CommandException;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.platform.NearestName;
import jakarta.inject.Singleton;

/** Finds the recipe that a request names, or says which it may have meant. */
@Singleton
public class Families {
    private final Recipes recipes;

    public Families(Recipes recipes) {
        this.recipes = recipes;
    }

    /** The family's recipe, or a 404 with the nearest known name. */
    public Recipe named(String family) {
        return recipes.family(family).orElseThrow(() -> {
            String near = NearestName.of(family, recipes.families())
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse("there are " + recipes.families());
            return CommandException.unknown("no recipe for the family '" + family + "': " + near);
        });
    }
}
