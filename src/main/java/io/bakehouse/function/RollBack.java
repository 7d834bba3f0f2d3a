package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Triggered by a command, or by a revocation that took a family's name from its image. Guarantees that the name means the
 * older image again and never two: whoever has it is renamed first, as in a promotion. A second delivery finds by the
 * command's record how far the first one came, and goes on from there or announces the same end.
 */
@ApplicationScoped
public class RollBack {
    private final Cloud cloud;
    private final InstantSource clock;

    public RollBack(Cloud cloud, InstantSource clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    @Funq("roll-back")
    public List<Event> rollBack(RollbackRequested request) {
        return decide(request, observe(request), clock.instant()).act(cloud);
    }

    /** What it would change; nothing is. */
    public Plan plan(RollbackRequested request) {
        return decide(request, observe(request), clock.instant()).plan();
    }

    /** The image that has the family's name. */
    public static Optional<Image> current(String family, List<Image> images) {
        return FamilyName.holders(family, images).stream().max(Image.RANK);
    }

    /** The image that a rollback goes back to from that one. */
    public static Optional<Image> previous(Image from, List<Image> images) {
        return FamilyName.previous(from, images);
    }

    private Sight observe(RollbackRequested request) {
        Optional<Image> record = CommandRecord.of(cloud, request.cause());
        List<Image> family = cloud.images(ImageQuery.ours().with(Marks.FAMILY, request.family())).stream()
                .filter(Image::isOurs)
                .toList();
        Optional<Image> instead = request.instead() == null ? Optional.empty() : cloud.image(request.instead());
        String chosen = request.image() != null
                ? request.image()
                : record.flatMap(it -> it.mark(Marks.IMAGE)).orElse(null);
        Optional<Image> target = family.stream()
                .filter(image -> image.id().equals(chosen))
                .findFirst()
                .or(() -> chosen == null ? Optional.empty() : cloud.image(chosen));
        return new Sight(record, family, target, instead.flatMap(from -> FamilyName.previous(from, family)));
    }

    /**
     * What the cloud shows.
     *
     * @param family images of ours that are not hidden
     * @param chosen the image that was asked for, or that an earlier delivery chose, hidden or not
     * @param next the image to choose when none was asked for
     */
    record Sight(Optional<Image> record, List<Image> family, Optional<Image> chosen, Optional<Image> next) {}

    static RollbackDecision decide(RollbackRequested request, Sight seen, Instant now) {
        if (CommandRecord.isOver(seen.record())) {
            return new RollbackDecision.Over(request, seen.record().orElseThrow(), outranked(request, seen), now);
        }
        boolean begun = CommandRecord.isOpen(seen.record());
        List<Image> holders = FamilyName.holders(request.family(), seen.family());
        boolean free = request.image() == null;
        if (free && !begun && !holders.isEmpty()) {
            return new RollbackDecision.Nothing(request);
        }
        Optional<Image> target = seen.chosen().filter(image -> !free || obstacle(request, image) == null);
        target = free ? target.or(seen::next) : target;
        String obstacle = target.isPresent() ? obstacle(request, target.get()) : missing(request);
        if (obstacle != null) {
            return begun ? giveBack(request, seen, holders, obstacle, now) : refuse(request, obstacle, now);
        }
        Image mine = target.get();
        Image ranked = ranked(request, mine);
        Optional<Image> above = holders.stream()
                .filter(image -> Image.RANK.compare(image, ranked) > 0)
                .max(Image.RANK);
        if (above.isPresent()) {
            boolean named = holders.contains(mine);
            String words = "the image " + above.get().id() + " was made current after this was asked for";
            return new RollbackDecision.Refuse(
                    request, begun, named ? Optional.of(mine) : Optional.empty(), Optional.empty(), words, now);
        }
        List<Image> demoted =
                holders.stream().filter(image -> !image.id().equals(mine.id())).toList();
        String before = seen.record()
                .flatMap(record -> record.mark(Marks.BEFORE))
                .or(() -> demoted.stream().max(Image.RANK).map(Image::id))
                .orElse(request.instead());
        RollbackDecision.Restore restore = new RollbackDecision.Restore(request, ranked, demoted, before, begun, now);
        Optional<String> changed = begun ? Optional.empty() : restore.plan().refusal(request.plan());
        return changed.isPresent() ? refuse(request, changed.get(), now) : restore;
    }

    /** Why the image cannot be current again, or null. */
    private static String obstacle(RollbackRequested request, Image image) {
        String which = "the image " + image.id() + " ";
        if (!image.isOurs() || image.isRecord()) {
            return which + "was not made by this bakery, so it is not touched";
        }
        if (!image.has(Marks.FAMILY, request.family())) {
            return which + "is one of '" + image.mark(Marks.FAMILY).orElse("") + "', not of '" + request.family()
                    + "': ask for one that GET /images?family=" + request.family() + " shows";
        }
        if (image.isRevoked()) {
            return which + "was revoked: " + image.mark(Marks.REASON).orElse("nobody said why");
        }
        if (image.status() != ImageStatus.ACTIVE) {
            return which + "is " + image.status() + " and cannot be booted";
        }
        boolean was = Stream.of(Marks.STATE_CURRENT, Marks.STATE_PREVIOUS, Marks.STATE_RETIRED)
                .anyMatch(state -> image.has(Marks.STATE, state));
        return was && image.mark(Marks.PROMOTED_AT).isPresent()
                ? null
                : which + "was never current (it is " + image.mark(Marks.STATE).orElse("unmarked")
                        + "), so there is no going back to it";
    }

    private static String missing(RollbackRequested request) {
        return request.image() == null
                ? "'" + request.family() + "' has no earlier image to go back to: bake one"
                : "the image " + request.image() + " is gone: GET /images?family=" + request.family()
                        + " shows what is left";
    }

    private static Image ranked(RollbackRequested request, Image image) {
        Instant asked = request.requestedAt();
        return image.rank().isBefore(asked) ? image.marked(Map.of(Marks.RANK, asked.toString())) : image;
    }

    /** The image that an earlier delivery gave the name, where a rollback asked for before has since written over its rank. */
    private static Optional<Image> outranked(RollbackRequested request, Sight seen) {
        return seen.chosen()
                .filter(image -> seen.record().orElseThrow().has(Marks.STATE, Marks.STATE_READY)
                        && FamilyName.holders(request.family(), seen.family()).contains(image)
                        && image.rank().isBefore(request.requestedAt()))
                .map(image -> ranked(request, image));
    }

    private static RollbackDecision refuse(RollbackRequested request, String words, Instant now) {
        return new RollbackDecision.Refuse(request, false, Optional.empty(), Optional.empty(), words, now);
    }

    /** The chosen image was lost on the way: if nobody has the name now, the image that had it gets it back. */
    private static RollbackDecision giveBack(
            RollbackRequested request, Sight seen, List<Image> holders, String obstacle, Instant now) {
        Optional<String> before = seen.record().flatMap(record -> record.mark(Marks.BEFORE));
        // A list that lags may have let it have the name after it was revoked.
        Optional<Image> wrong = seen.chosen().filter(FamilyName::isBelied);
        List<Image> others =
                holders.stream().filter(image -> !image.isRevoked()).toList();
        Optional<Image> back = seen.family().stream()
                .filter(image ->
                        others.isEmpty() && before.equals(Optional.of(image.id())) && obstacle(request, image) == null)
                .findFirst();
        Optional<String> named = back.or(() -> others.stream().max(Image.RANK)).map(Image::id);
        String words = obstacle + "; '" + request.family() + "' "
                + named.map(id -> "stays the image " + id).orElse("has no current image now: bake one");
        return new RollbackDecision.Refuse(request, true, wrong, back, words, now);
    }
}
