package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The plain name of a family, which one image has at a time. Glance changes an image without looking at any other, so
 * two promotions or rollbacks at the same time can both give the name away; whoever looks afterwards leaves it to the
 * image of the highest rank, and the last of them sees all the others.
 */
final class FamilyName {
    private FamilyName() {}

    /**
     * Takes the name from all images but the one of the highest rank, and says which has it: the given one, which just
     * got it, or not.
     *
     * @param mine with the rank that it just got
     * @param demoted what just made room for it, as it was seen before
     */
    static Image settle(Cloud cloud, String family, Image mine, List<Image> demoted) {
        ImageQuery query = ImageQuery.ours().with(Marks.FAMILY, family);
        List<Image> listed = cloud.images(query).stream().filter(Image::isOurs).toList();
        List<Image> others = listed.stream()
                .filter(image -> image.has(Marks.STATE, Marks.STATE_CURRENT)
                        && !image.id().equals(mine.id()))
                .toList();
        List<Image> wronged =
                listed.stream().filter(image -> isWronged(image, demoted)).toList();
        Image holder = Stream.concat(others.stream(), wronged.stream())
                .filter(image -> Image.RANK.compare(image, mine) > 0)
                .max(Image.RANK)
                .orElse(mine);
        check(cloud, mine, listed, holder);
        if (wronged.contains(holder)) {
            give(cloud, holder, ImageChange.mark(Map.of(Marks.STATE, Marks.STATE_CURRENT)));
        }
        others.stream().filter(image -> !image.id().equals(holder.id())).forEach(image -> demote(cloud, image));
        return holder;
    }

    /** Whether it was given the name, by a rollback, after it was seen and before it had to make room. */
    private static boolean isWronged(Image image, List<Image> demoted) {
        boolean moved = demoted.stream()
                .anyMatch(before ->
                        before.id().equals(image.id()) && before.rank().isBefore(image.rank()));
        return moved && image.has(Marks.STATE, Marks.STATE_PREVIOUS) && !image.hidden() && !image.isRevoked();
    }

    /** Somebody may have revoked, retired or deleted the image while it got the name: then everything is looked at anew. */
    private static void check(Cloud cloud, Image mine, List<Image> listed, Image holder) {
        Optional<Image> now = listed.stream()
                .filter(image -> image.id().equals(mine.id()))
                .findFirst()
                .or(() -> cloud.image(mine.id()));
        if (now.filter(Image::isRevoked).isPresent()) {
            withdraw(cloud, now.get(), Map.of());
            throw again(mine, "was revoked", null);
        }
        boolean named = now.filter(image -> isNamed(image) && !image.hidden()).isPresent();
        if (!named && holder.id().equals(mine.id())) {
            throw again(mine, "was retired or deleted", null);
        }
    }

    /** Whether the image has its family's name, or claims to. */
    static boolean isNamed(Image image) {
        return image.has(Marks.STATE, Marks.STATE_CURRENT)
                || image.mark(Marks.FAMILY).equals(Optional.ofNullable(image.name()));
    }

    /** Whether it was revoked and still has the name, or can be seen: whoever gave it the name died before looking once more. */
    static boolean isBelied(Image image) {
        return image.isOurs() && image.isRevoked() && (isNamed(image) || !image.hidden());
    }

    /** Those of the images that have the name, or claim to. */
    static List<Image> holders(String family, Collection<Image> images) {
        return images.stream()
                .filter(image -> image.isOurs() && image.has(Marks.FAMILY, family) && isNamed(image))
                .toList();
    }

    /** Makes the family of a revoked image go back to an earlier one. */
    static Event fallback(Image revoked, String cause, Instant now) {
        String family = revoked.mark(Marks.FAMILY).orElseThrow();
        String id = Ids.command(RollbackDecision.COMMAND, family, cause);
        RollbackRequested data = new RollbackRequested(family, null, revoked.id(), id, null, now);
        return Event.of(EventType.ROLLBACK_REQUESTED, data);
    }

    /** The image to go back to from that one: of those that may be current again, the one promoted last before it. */
    static Optional<Image> previous(Image from, Collection<Image> images) {
        return images.stream()
                .filter(image -> image.isOurs()
                        && image.mark(Marks.FAMILY).equals(from.mark(Marks.FAMILY))
                        && image.has(Marks.STATE, Marks.STATE_PREVIOUS)
                        && image.status() == ImageStatus.ACTIVE
                        && image.mark(Marks.PROMOTED_AT).isPresent()
                        && !image.hidden()
                        && !image.isRevoked()
                        && promotedAt(image).isBefore(promotedAt(from)))
                .max(Comparator.comparing(FamilyName::promotedAt).thenComparing(Image.SENIORITY));
    }

    private static Instant promotedAt(Image image) {
        return Records.time(image, Marks.PROMOTED_AT, image.createdAt());
    }

    /** Gives the image the name, visible again should it be hidden; one that is gone must be looked for again. */
    static void give(Cloud cloud, Image image, ImageChange change) {
        try {
            String family = image.mark(Marks.FAMILY).orElseThrow();
            cloud.updateImage(image.id(), change.rename(family).hide(false));
        } catch (CloudException e) {
            throw e.kind() == CloudException.Kind.GONE ? again(image, "vanished", e) : e;
        }
    }

    /** Hides a revoked image, which loses the name should it have got it by now; one that is gone is as good. */
    static void withdraw(Cloud cloud, Image image, Map<String, String> more) {
        ImageChange change = ImageChange.mark(more).with(Marks.STATE, Marks.STATE_REVOKED);
        change(cloud, image, change.rename(dated(image)).hide(true));
    }

    private static CloudException again(Image image, String what, CloudException cause) {
        String words = "the image " + image.id() + " " + what + " while it got the name; looking again";
        return new CloudException(CloudException.Kind.RETRY_LATER, words, null, cause);
    }

    /** The image keeps the family's name with the time it was made; one that is gone has given it up already. */
    static void demote(Cloud cloud, Image image) {
        ImageChange change = ImageChange.mark(Map.of(Marks.STATE, Marks.STATE_PREVIOUS));
        change(cloud, image, change.rename(dated(image)));
    }

    /** The same for an image that was never announced under the name. */
    static void demoteUnannounced(Cloud cloud, Image image, Instant now) {
        ImageChange change = ImageChange.mark(
                Map.of(Marks.STATE, Marks.STATE_PREVIOUS, Marks.PROMOTED_AT, "", Marks.SUPERSEDED_AT, now.toString()));
        change(cloud, image, change.rename(dated(image)));
    }

    private static void change(Cloud cloud, Image image, ImageChange change) {
        try {
            cloud.updateImage(image.id(), change);
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.GONE) {
                throw e;
            }
        }
    }

    /** The name of an image that is not, or no more, current. */
    static String dated(Image image) {
        return image.mark(Marks.FAMILY).orElseThrow() + " " + image.createdAt();
    }
}
