package io.bakehouse.platform;

import static io.bakehouse.platform.RecipeValues.text;
import static io.bakehouse.platform.RecipeValues.texts;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.SourceTrigger;
import io.bakehouse.model.SourceTrigger.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads which pushes and applies bake a family. */
final class TriggerSection {
    private TriggerSection() {}

    /** What the schema could say only without saying what to do. */
    static List<String> problems(JsonNode tree) {
        List<String> problems = new ArrayList<>();
        JsonNode triggers = tree.path("triggers");
        if (!triggers.isEmpty() && !tree.path("builder").isObject()) {
            problems.add("triggers: needs a section 'builder' that says what to bake");
        }
        for (int i = 0; i < triggers.size(); i++) {
            JsonNode trigger = triggers.get(i);
            if (trigger.has("push") == trigger.has("apply")) {
                problems.add("triggers." + i + ": needs either push, with a repository, or apply, with a workspace");
            } else if (trigger.has("apply") && (trigger.has("branches") || trigger.has("paths"))) {
                problems.add("triggers." + i + ": branches and paths belong to push; an apply has neither");
            }
        }
        return problems;
    }

    static List<SourceTrigger> triggers(JsonNode triggers) {
        List<SourceTrigger> read = new ArrayList<>();
        triggers.forEach(trigger -> read.add(new SourceTrigger(
                trigger.has("push") ? Kind.PUSH : Kind.APPLY,
                trigger.path(trigger.has("push") ? "push" : "apply").asText(),
                text(trigger.path("sender")),
                texts(trigger.path("branches")),
                texts(trigger.path("paths")))));
        return read;
    }
}
