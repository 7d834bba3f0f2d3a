package io.bakehouse.function;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.webhook.SourceChange;
import java.time.Instant;
import java.util.Optional;

/** Which families a push or an apply bakes. */
final class SourceAcceptance {
    private SourceAcceptance() {}

    static Acceptance decide(SourceChange change, Optional<String> family, Recipes recipes, Instant now) {
        Optional<Recipe> recipe = family.flatMap(recipes::family);
        if (recipe.isEmpty()) {
            return Acceptance.none("not baked: add ?family=<name> to the address");
        }
        String reason = change.sender() + " " + change.repository() + " " + change.commit();
        String name = recipe.get().family();
        BakeRequested data = new BakeRequested(name, change.delivery(), reason, null, now);
        Event event = Event.of(EventType.BAKE_REQUESTED, data);
        return Acceptance.of(new Acceptance.Build(name, event, "accepted: '" + name + "' will be built and baked"));
    }
}
