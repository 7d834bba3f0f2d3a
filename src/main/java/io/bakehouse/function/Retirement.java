package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Retention;
import io.bakehouse.model.Server;
import io.bakehouse.model.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which images are needed no more. A member sees the servers of its own project only: an image that is shared with other
 * projects may be in use there, so set {@code protected} on what others boot.
 *
 * @param hide to be hidden, the oldest first
 * @param delete hidden for longer than the grace period, the longest first
 * @param kept how many images are kept, by reason
 */
record Retirement(List<Image> hide, List<Image> delete, Map<String, Integer> kept) {
    static final String CURRENT = "current or not yet promoted";
    static final String PROTECTED = "protected";
    static final String IN_USE = "in use by a server or volume";
    static final String NEEDED = "needed by a bake, a batch, a command or a recipe";
    static final String WANTED = "kept by the recipe";
    static final String GRACE = "hidden, but not for long enough";
    static final String UNKNOWN = "of an unknown state";

    /** All of the project: images that are not hidden, all that are (records too), servers, and volumes. */
    record Sight(List<Image> shown, List<Image> hidden, List<Server> servers, List<Volume> volumes) {}

    static Retirement of(Recipes recipes, Optional<String> family, Sight seen, Instant now) {
        Retirement all = new Retirement(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        Set<String> used = inUse(seen);
        Set<String> needed = needed(recipes, seen);
        recipes.families().stream()
                .filter(name -> family.map(name::equals).orElse(true))
                .map(name -> recipes.family(name).orElseThrow())
                .filter(recipe -> recipe.retention().isSet())
                .forEach(recipe -> all.add(recipe, seen, used, needed, now));
        all.hide.sort(Image.RANK);
        all.delete.sort(Comparator.comparing((Image image) -> hiddenSince(image).orElseThrow())
                .thenComparing(Image.SENIORITY));
        return all;
    }

    private void add(Recipe recipe, Sight seen, Set<String> used, Set<String> needed, Instant now) {
        List<Image> images = Stream.concat(seen.shown().stream(), seen.hidden().stream())
                .filter(image -> image.isOurs() && !image.isRecord() && image.has(Marks.FAMILY, recipe.family()))
                .sorted(Image.RANK.reversed())
                .toList();
        int newer = 0;
        for (Image image : images) {
            String reason = untouchable(image, used, needed);
            boolean previous = isPrevious(image);
            if (reason == null) {
                reason = previous
                        ? wanted(image, recipe.retention(), newer, now)
                        : waiting(image, recipe.retention(), now);
            }
            newer += previous ? 1 : 0;
            if (reason != null) {
                kept.merge(reason, 1, Integer::sum);
            } else {
                (hiddenSince(image).isPresent() ? delete : hide).add(image);
            }
        }
    }

    /** At most so many changes, deletions first. */
    Retirement first(int most) {
        List<Image> some = delete.subList(0, Math.min(most, delete.size()));
        return new Retirement(hide.subList(0, Math.min(most - some.size(), hide.size())), some, kept);
    }

    int size() {
        return hide.size() + delete.size();
    }

    /** Why the image is never touched, or null. Asked again of what a second look shows. */
    static String untouchable(Image image, Set<String> used, Set<String> needed) {
        boolean underWay = FamilyName.isNamed(image)
                || image.has(Marks.STATE, Marks.STATE_CANDIDATE)
                || image.has(Marks.STATE, Marks.STATE_VERIFIED);
        if (underWay) {
            return CURRENT;
        }
        if (image.protect()) {
            return PROTECTED;
        }
        if (used.contains(image.id())) {
            return IN_USE;
        }
        return needed.contains(image.id()) ? NEEDED : null;
    }

    /** When it was hidden for good: the grace period counts from then; empty for an image that is not. */
    static Optional<Instant> hiddenSince(Image image) {
        boolean ended = image.isRevoked() || image.has(Marks.STATE, Marks.STATE_RETIRED);
        if (!image.hidden() || !ended) {
            return Optional.empty();
        }
        String mark = image.isRevoked() ? Marks.REVOKED_AT : Marks.RETIRED_AT;
        return Optional.of(Records.time(image, mark, Instant.MAX)).filter(time -> time.isBefore(Instant.MAX));
    }

    /** Whether it was current once and can be again. */
    private static boolean isPrevious(Image image) {
        return !image.hidden()
                && !image.isRevoked()
                && image.has(Marks.STATE, Marks.STATE_PREVIOUS)
                && image.mark(Marks.PROMOTED_AT).isPresent();
    }

    private static String wanted(Image image, Retention retention, int newer, Instant now) {
        boolean among = newer < retention.keep().orElse(Integer.MAX_VALUE);
        boolean young = retention
                .maxAge()
                .map(age -> !now.isAfter(image.createdAt().plus(age)))
                .orElse(true);
        return among && young ? WANTED : null;
    }

    /** The same for what is no previous image: never promoted, rejected, revoked, or retired. */
    private static String waiting(Image image, Retention retention, Instant now) {
        Optional<Instant> since = hiddenSince(image);
        if (since.isPresent()) {
            return now.isAfter(since.get().plus(retention.grace())) ? null : GRACE;
        }
        boolean useless = !image.hidden()
                && !image.isRevoked()
                && (image.has(Marks.STATE, Marks.STATE_PREVIOUS) || image.has(Marks.STATE, Marks.STATE_REJECTED));
        if (!useless) {
            return UNKNOWN;
        }
        Duration age = retention.maxAge().orElse(retention.grace());
        return now.isAfter(image.createdAt().plus(age)) ? null : WANTED;
    }

    private static Set<String> inUse(Sight seen) {
        Set<String> used = new HashSet<>(imagesBehindVolumes(seen));
        seen.servers().stream()
                .map(Server::image)
                .filter(id -> id != null && !id.isEmpty())
                .forEach(used::add);
        return used;
    }

    /**
     * Images of which there is a volume, attached or not: its data may lie in the image's volume snapshot. A server that was
     * booted from the image names it, but one that was booted from such a volume does not.
     */
    private static Set<String> imagesBehindVolumes(Sight seen) {
        Set<String> sources = seen.volumes().stream()
                .map(Volume::snapshot)
                .filter(id -> id != null && !id.isEmpty())
                .collect(Collectors.toSet());
        return Stream.concat(seen.shown().stream(), seen.hidden().stream())
                .filter(image -> image.volumeSnapshots().stream().anyMatch(sources::contains))
                .map(Image::id)
                .collect(Collectors.toSet());
    }

    /** What candidates and open records say they came from or are about, and what recipes build on by id. */
    private static Set<String> needed(Recipes recipes, Sight seen) {
        Set<String> needed = new HashSet<>();
        Stream.concat(seen.shown().stream(), seen.hidden().stream())
                .filter(image -> Records.isOpen(image)
                        || image.has(Marks.STATE, Marks.STATE_CANDIDATE)
                        || image.has(Marks.STATE, Marks.STATE_VERIFIED))
                .flatMap(image ->
                        Stream.of(Marks.BASE, Marks.IMAGE, Marks.BEFORE).flatMap(key -> image.mark(key).stream()))
                .forEach(needed::add);
        recipes.families().stream()
                .flatMap(name -> recipes.family(name).flatMap(Recipe::builder).stream())
                .flatMap(builder -> builder.base().id().stream())
                .forEach(needed::add);
        return needed;
    }
}
