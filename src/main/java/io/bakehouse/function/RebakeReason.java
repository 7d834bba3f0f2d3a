package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a family is baked anew.
 *
 * @param cause what makes two bakes for this reason the same
 * @param words for people
 */
record RebakeReason(String cause, String words) {

    /** Whether any reason of that recipe needs a look at the servers. */
    static boolean looksAtServers(Recipe recipe) {
        return recipe.rebake().flatMap(RebakePolicy::driftBudget).isPresent();
    }

    /** The first reason that holds, or empty when the current image is as good as a new one. */
    static Optional<RebakeReason> of(Recipe recipe, Rebake.Seen seen, Instant now) {
        String family = recipe.family();
        Optional<Image> base =
                recipe.builder().map(builder -> builder.base()).flatMap(wanted -> wanted.choose(seen.bases()));
        Optional<Image> current = seen.images().stream()
                .filter(image -> image.isOurs()
                        && image.has(Marks.FAMILY, family)
                        && image.has(Marks.STATE, Marks.STATE_CURRENT))
                .max(Image.SENIORITY);
        String inputs = RebakeDue.CAUSE + base.map(RebakeReason::inputs).orElse("none");
        if (current.isEmpty()) {
            return Optional.of(new RebakeReason(inputs, "'" + family + "' has no image yet"))
                    .filter(reason -> !isBaked(reason, seen, family, Marks.STATE_REVOKED));
        }
        return base.flatMap(found -> newer(found, current.get()).map(words -> new RebakeReason(inputs, words)))
                .or(() -> drifted(recipe, seen.servers())
                        .map(words -> new RebakeReason(
                                inputs + ":drift:" + current.get().id(), words)))
                .or(() -> old(recipe, current.get(), now)
                        .map(words -> new RebakeReason(
                                inputs + ":age:" + current.get().id(), words)))
                .filter(reason -> !isBaked(reason, seen, family, ""));
    }

    /**
     * Whether there is an image of the same inputs: whoever rolled back from it or revoked it does not want it again.
     *
     * @param state the only state that counts, or empty for all but rejected ones
     */
    private static boolean isBaked(RebakeReason reason, Rebake.Seen seen, String family, String state) {
        return seen.images().stream()
                .filter(image -> image.isOurs() && image.has(Marks.FAMILY, family))
                .filter(image ->
                        state.isEmpty() ? !image.has(Marks.STATE, Marks.STATE_REJECTED) : image.has(Marks.STATE, state))
                .anyMatch(image -> image.mark(Marks.CAUSE).orElse("").startsWith(reason.cause() + ":"));
    }

    private static String inputs(Image base) {
        return base.id() + ":" + base.checksum();
    }

    private static Optional<String> newer(Image base, Image current) {
        String was = current.mark(Marks.BASE).orElse("");
        if (!was.equals(base.id())) {
            return Optional.of("the base image is " + base.name() + " (" + base.id() + ") and no longer " + was);
        }
        String checksum = current.mark(Marks.BASE_CHECKSUM).orElse("");
        boolean other = !checksum.isEmpty() && base.checksum() != null && !checksum.equals(base.checksum());
        return other ? Optional.of("the base image " + base.id() + " has another checksum") : Optional.empty();
    }

    private static Optional<String> drifted(Recipe recipe, List<Server> servers) {
        Optional<Integer> budget = recipe.rebake().flatMap(RebakePolicy::driftBudget);
        return servers.stream()
                .filter(server -> budget.isPresent()
                        && server.isOurs()
                        && server.mark(Marks.FAMILY).equals(Optional.of(recipe.family()))
                        && server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BATCH)))
                .filter(server -> Expectations.changes(server).orElse(0) > budget.get())
                .findFirst()
                .map(server ->
                        "a config run made " + Expectations.changes(server).orElse(0) + " changes on server '"
                                + server.name() + "', and " + budget.get() + " are allowed");
    }

    private static Optional<String> old(Recipe recipe, Image current, Instant now) {
        return recipe.rebake()
                .flatMap(RebakePolicy::maxAge)
                .filter(age -> now.isAfter(current.createdAt().plus(age)))
                .map(age -> "the current image is "
                        + Duration.between(current.createdAt(), now).toDays() + " days old, older than "
                        + age.toDays());
    }
}
