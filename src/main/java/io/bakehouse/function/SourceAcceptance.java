package io.bakehouse.function;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.webhook.SourceChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which families a push or an apply bakes.
 *
 * @param words for whoever reads the answer, one for each family
 */
record SourceAcceptance(List<Event> events, List<String> words) {
    static SourceAcceptance decide(SourceChange change, Optional<String> family, Recipes recipes, Instant now) {
        Optional<Recipe> recipe = family.flatMap(recipes::family);
        if (recipe.isEmpty()) {
            return new SourceAcceptance(List.of(), List.of("not baked: add ?family=<name> to the address"));
        }
        String reason = change.sender() + " " + change.repository() + " " + change.commit();
        BakeRequested data = new BakeRequested(recipe.get().family(), change.delivery(), reason, null, now);
        Event event = Event.of(EventType.BAKE_REQUESTED, data);
        return new SourceAcceptance(
                List.of(event), List.of("accepted: '" + recipe.get().family() + "' will be baked"));
    }
}
