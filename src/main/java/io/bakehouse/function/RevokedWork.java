package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Batches and rollouts that are under way when their image is revoked. Their records say so, because whoever watches them
 * looks at the record before it asks for servers, and not at the image.
 */
final class RevokedWork {
    /** Most of them that are told in one delivery, so that it ends within its time limit. */
    private static final int MOST = 50;

    private RevokedWork() {}

    /** Forbids all that boot one of the images to ask for more servers. */
    static void forbid(Cloud cloud, List<Image> revoked, Instant at, String reason) {
        Set<String> ids = revoked.stream().map(Image::id).collect(Collectors.toSet());
        cloud.images(ImageQuery.records()).stream()
                .filter(record -> Records.isOpen(record)
                        && record.mark(Marks.BATCH).isPresent()
                        && record.mark(Marks.IMAGE).filter(ids::contains).isPresent()
                        && !record.isRevoked())
                .limit(MOST)
                .forEach(record -> forbid(cloud, record.id(), at, reason));
    }

    /**
     * Ends what may still become of the bake of an image that has no name yet, or has it and nobody could say so; before it is
     * hidden, or nobody knows why. The record of a bake that has ended is gone.
     */
    static void forbidBake(Cloud cloud, Image image, Instant at, String reason) {
        if (CandidateImage.isPending(image) || image.has(Marks.STATE, Marks.STATE_CURRENT)) {
            image.mark(Marks.BAKE).ifPresent(bake -> forbid(cloud, Records.ofBake(bake), at, reason));
        }
    }

    /**
     * Revokes the images of a bake whose record says so: whoever wrote that may not have come to them yet, or they came after
     * it, and an image that may still be promoted would belie the bake's end.
     *
     * @return false when one of them has just been promoted: then whoever did that ends the bake, and the revocation comes to it
     */
    static boolean withdraw(Cloud cloud, Image record, String bake) {
        if (!record.isRevoked()) {
            return true;
        }
        List<Image> mine = cloud.images(ImageQuery.ours().with(Marks.BAKE, bake)).stream()
                .filter(Image::isOurs)
                .toList();
        if (mine.stream().anyMatch(image -> image.mark(Marks.PROMOTED_AT).isPresent())) {
            return false;
        }
        mine.stream()
                .filter(CandidateImage::isPending)
                .limit(MOST)
                .forEach(image -> FamilyName.withdraw(
                        cloud,
                        image,
                        Map.of(
                                Marks.REVOKED_AT,
                                record.mark(Marks.REVOKED_AT).orElse(""),
                                Marks.WAS,
                                image.mark(Marks.STATE).orElse(""),
                                Marks.REASON,
                                record.mark(Marks.REVOKED_WHY).orElse(""))));
        return true;
    }

    /** Why nothing becomes of the bake of that record, or empty when something may. */
    static Optional<String> bakeRefusal(Image record) {
        return record.isRevoked()
                ? Optional.of("the image was revoked: "
                        + record.mark(Marks.REVOKED_WHY).orElse("nobody said why"))
                : Optional.empty();
    }

    private static void forbid(Cloud cloud, String record, Instant at, String reason) {
        try {
            Map<String, String> marks = Map.of(Marks.REVOKED_AT, at.toString(), Marks.REVOKED_WHY, Marks.fit(reason));
            cloud.updateImage(record, ImageChange.mark(marks));
        } catch (CloudException e) {
            // A person has removed the record, and so ended the batch.
            if (e.kind() != CloudException.Kind.GONE) {
                throw e;
            }
        }
    }

    /** Why the batch or rollout of that record must not ask for more servers, or empty when it may. */
    static Optional<String> refusal(Image record) {
        return record.isRevoked()
                ? Optional.of("the image " + record.mark(Marks.IMAGE).orElse("?")
                        + " was revoked meanwhile and is not booted any more: "
                        + record.mark(Marks.REVOKED_WHY).orElse("nobody said why"))
                : Optional.empty();
    }
}
