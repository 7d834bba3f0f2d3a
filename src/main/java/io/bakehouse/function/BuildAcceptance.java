package io.bakehouse.function;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.webhook.Reading;
import java.time.Instant;
import java.util.Optional;

/** What a message leads to that asks for a family by name. */
final class BuildAcceptance {
    private BuildAcceptance() {}

    static Acceptance decide(Reading.Wanted wanted, Recipes recipes, Instant now) {
        Optional<Recipe> recipe = recipes.family(wanted.family());
        if (recipe.flatMap(Recipe::builder).isEmpty()) {
            String why =
                    recipe.isEmpty() ? "there is no recipe for '" : "there is no section 'builder' in the recipe of '";
            return Acceptance.none("not baked: " + why + wanted.family() + "'");
        }
        BakeRequested data = new BakeRequested(wanted.family(), wanted.cause(), wanted.reason(), null, now);
        return Acceptance.of(new Acceptance.Build(
                wanted.family(),
                Event.of(EventType.BAKE_REQUESTED, data),
                "accepted: '" + wanted.family() + "' will be built and baked"));
    }
}
