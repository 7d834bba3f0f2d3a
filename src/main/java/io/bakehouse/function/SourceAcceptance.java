package io.bakehouse.function;

import io.bakehouse.model.BakeRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.SourceTrigger;
import io.bakehouse.model.SourceTrigger.Kind;
import io.bakehouse.webhook.SourceChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which families a push or an apply bakes: those with a trigger for it, or of these only the one that the address names.
 * The forge's delivery is the cause, so that a message that is delivered again is the same bake.
 */
final class SourceAcceptance {
    private SourceAcceptance() {}

    static Acceptance decide(SourceChange change, Optional<String> family, Recipes recipes, Instant now) {
        List<Acceptance.Build> builds = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String name : recipes.families()) {
            Recipe recipe = recipes.family(name).orElseThrow();
            boolean named = family.map(name::equals).orElse(false);
            if (!named && (family.isPresent() || !isAbout(recipe, change))) {
                continue;
            }
            Optional<String> obstacle = obstacle(recipe, change);
            obstacle.ifPresent(why -> words.add("not baked: '" + name + "': " + why));
            if (obstacle.isEmpty()) {
                builds.add(build(name, change, now));
            }
        }
        if (builds.isEmpty() && words.isEmpty()) {
            return Acceptance.none(
                    "not baked: no recipe has a trigger '" + kind(change).word() + ": " + change.repository()
                            + "'. Add one, or ?family=<name> to the address");
        }
        return new Acceptance(builds, words);
    }

    private static Acceptance.Build build(String family, SourceChange change, Instant now) {
        String cause = change.sender() + ":" + change.delivery();
        String reason = kind(change) == Kind.APPLY
                ? "Terraform applied " + change.repository()
                : "push to " + change.repository() + " " + shortRef(change)
                        + (change.commit() == null ? "" : " at " + change.commit());
        BakeRequested data = new BakeRequested(family, cause, reason, null, now);
        // Several families of one delivery have the same cause.
        Event event = Event.of(EventType.BAKE_REQUESTED, data, family);
        return new Acceptance.Build(family, event, "accepted: '" + family + "' will be built and baked: " + reason);
    }

    private static boolean isAbout(Recipe recipe, SourceChange change) {
        return recipe.triggers().stream().anyMatch(trigger -> isAbout(trigger, change));
    }

    private static boolean isAbout(SourceTrigger trigger, SourceChange change) {
        return trigger.isAbout(kind(change), change.sender(), change.repository());
    }

    /** Why that recipe is not baked, empty when it is. */
    private static Optional<String> obstacle(Recipe recipe, SourceChange change) {
        if (recipe.builder().isEmpty()) {
            return Optional.of("its recipe has no section 'builder', so nothing can be built");
        }
        if (recipe.triggers().isEmpty()) {
            boolean counts =
                    kind(change) == Kind.APPLY || SourceTrigger.isDefault(change.ref(), change.defaultBranch());
            return counts ? Optional.empty() : Optional.of(elsewhere(change));
        }
        List<SourceTrigger> about = recipe.triggers().stream()
                .filter(trigger -> isAbout(trigger, change))
                .toList();
        if (about.isEmpty()) {
            return Optional.of("none of its triggers is '" + kind(change).word() + ": " + change.repository() + "'");
        }
        List<SourceTrigger> here = about.stream()
                .filter(trigger -> trigger.coversRef(change.ref(), change.defaultBranch()))
                .toList();
        if (here.isEmpty()) {
            return Optional.of(elsewhere(change));
        }
        return here.stream().anyMatch(trigger -> trigger.isTouched(change.paths(), change.allPaths()))
                ? Optional.empty()
                : Optional.of("none of the " + change.paths().size() + " changed files fits triggers.paths");
    }

    private static String elsewhere(SourceChange change) {
        return change.defaultBranch() == null
                ? shortRef(change)
                        + " is not among triggers.branches, and the message does not say which is the default"
                : shortRef(change) + " is neither among triggers.branches nor, without these, the default branch "
                        + change.defaultBranch();
    }

    private static Kind kind(SourceChange change) {
        return change.ref() == null ? Kind.APPLY : Kind.PUSH;
    }

    private static String shortRef(SourceChange change) {
        return change.ref().replaceFirst("^refs/heads/", "");
    }
}
