package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
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
     */
    static Image settle(Cloud cloud, String family, Image mine) {
        ImageQuery query = ImageQuery.ours().with(Marks.FAMILY, family).with(Marks.STATE, Marks.STATE_CURRENT);
        List<Image> others = cloud.images(query).stream()
                .filter(image -> image.isOurs() && !image.id().equals(mine.id()))
                .toList();
        Image holder = others.stream()
                .filter(image -> Image.RANK.compare(image, mine) > 0)
                .max(Image.RANK)
                .orElse(mine);
        others.stream().filter(image -> !image.id().equals(holder.id())).forEach(image -> demote(cloud, image));
        return holder;
    }

    /** Those of the images that have the name, or claim to. */
    static List<Image> holders(String family, Collection<Image> images) {
        return images.stream()
                .filter(image -> image.isOurs()
                        && image.has(Marks.FAMILY, family)
                        && (family.equals(image.name()) || image.has(Marks.STATE, Marks.STATE_CURRENT)))
                .toList();
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

    /** The image keeps the family's name with the time it was made; one that is gone has given it up already. */
    static void demote(Cloud cloud, Image image) {
        demote(cloud, image, ImageChange.mark(Map.of(Marks.STATE, Marks.STATE_PREVIOUS)));
    }

    /** The same for an image that was never announced under the name. */
    static void demoteUnannounced(Cloud cloud, Image image) {
        demote(cloud, image, ImageChange.mark(Map.of(Marks.STATE, Marks.STATE_PREVIOUS, Marks.PROMOTED_AT, "")));
    }

    private static void demote(Cloud cloud, Image image, ImageChange change) {
        try {
            cloud.updateImage(image.id(), change.rename(dated(image)));
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
