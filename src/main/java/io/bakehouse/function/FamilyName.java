package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import java.util.List;
import java.util.Map;

/**
 * The plain name of a family, which one image has at a time. Glance changes an image without looking at any other, so
 * two promotions at the same time can both give the name away; whoever looks afterwards leaves it to the newest image,
 * and the last of them sees all the others.
 */
final class FamilyName {
    private FamilyName() {}

    /** Takes the name from all images but the newest, and says which has it: the given one, which just got it, or not. */
    static Image settle(Cloud cloud, String family, Image mine) {
        ImageQuery query = ImageQuery.ours().with(Marks.FAMILY, family).with(Marks.STATE, Marks.STATE_CURRENT);
        List<Image> others = cloud.images(query).stream()
                .filter(image -> image.isOurs() && !image.id().equals(mine.id()))
                .toList();
        Image holder = others.stream()
                .filter(image -> Image.SENIORITY.compare(image, mine) > 0)
                .max(Image.SENIORITY)
                .orElse(mine);
        others.stream().filter(image -> !image.id().equals(holder.id())).forEach(image -> demote(cloud, image));
        return holder;
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
        String family = image.mark(Marks.FAMILY).orElseThrow();
        try {
            cloud.updateImage(image.id(), change.rename(family + " " + image.createdAt()));
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.GONE) {
                throw e;
            }
        }
    }
}
