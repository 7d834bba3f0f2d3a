package io.bakehouse.view;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import java.util.Locale;
import java.util.Optional;

/**
 * A bake as the cloud's marks tell it.
 *
 * @param image id of its image, null while there is none
 * @param imageStatus Glance's word for the image's status
 * @param server the server that was snapshotted
 * @param cause what made us start
 * @param words how it stands, or why it failed, in one sentence
 * @param snapshotSeconds how long the snapshot took, null until it is known
 */
public record BakeView(
        String id,
        String family,
        BakeState state,
        String words,
        String image,
        String imageStatus,
        String server,
        String cause,
        Integer snapshotSeconds,
        Timeline timeline) {

    /** From the bake's record and its image, one of which is there. */
    static BakeView of(Optional<Image> record, Optional<Image> image) {
        Image source = image.or(() -> record).orElseThrow();
        BakeState state = state(record, image);
        // A failed bake's end stands on its record, whatever is left of its image.
        Image told = state == BakeState.FAILED ? record.orElse(source) : source;
        return new BakeView(
                source.mark(Marks.BAKE).orElse(null),
                source.mark(Marks.FAMILY).orElse(null),
                state,
                words(state, told, image),
                image.map(Image::id).orElse(null),
                image.map(found -> found.status().name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                source.mark(Marks.SERVER).orElse(null),
                source.mark(Marks.CAUSE).orElse(null),
                Timeline.number(source, Marks.SNAPSHOT_SECONDS),
                Timeline.of(told));
    }

    private static BakeState state(Optional<Image> record, Optional<Image> image) {
        if (record.filter(found -> found.has(Marks.STATE, Marks.STATE_FAILED)).isPresent()
                || image.filter(found -> found.has(Marks.STATE, Marks.STATE_REJECTED))
                        .isPresent()) {
            return BakeState.FAILED;
        }
        if (image.isEmpty()) {
            boolean builds = record.flatMap(found -> found.mark(Marks.BASE)).isPresent();
            return builds ? BakeState.BUILDING : BakeState.REQUESTED;
        }
        if (image.get().mark(Marks.PROMOTED_AT).isPresent()) {
            return BakeState.PROMOTED;
        }
        if (image.get().has(Marks.STATE, Marks.STATE_PREVIOUS) || image.get().has(Marks.STATE, Marks.STATE_RETIRED)) {
            return BakeState.SUPERSEDED;
        }
        if (image.get().mark(Marks.APPROVE_UNTIL).isPresent()) {
            return BakeState.APPROVAL;
        }
        return image.get().status() == ImageStatus.ACTIVE ? BakeState.READY : BakeState.SNAPSHOT;
    }

    private static String words(BakeState state, Image told, Optional<Image> image) {
        String family = told.mark(Marks.FAMILY).orElse("?");
        return switch (state) {
            case BUILDING ->
                "a builder is being prepared: " + told.mark(Marks.REASON).orElse("no reason is recorded");
            case APPROVAL ->
                "verified; waits until " + told.mark(Marks.APPROVE_UNTIL).orElse("?") + " for somebody to approve it";
            case REQUESTED -> "accepted; Nova has not begun the snapshot";
            case SNAPSHOT ->
                "the image is " + image.orElse(told).status().name().toLowerCase(Locale.ROOT);
            case READY -> "the image is complete and will be verified and promoted";
            case PROMOTED ->
                told.has(Marks.STATE, Marks.STATE_CURRENT)
                        ? "'" + family + "' means this image"
                        : "'" + family + "' meant this image until a newer one was promoted";
            case SUPERSEDED -> "a newer image of '" + family + "' was promoted first";
            case FAILED -> told.mark(Marks.REASON).orElse("no reason is recorded");
        };
    }
}
