package io.bakehouse.view;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import java.time.Instant;
import java.util.Locale;

/**
 * An image that we made.
 *
 * @param state candidate, verified, current, previous, retired or rejected
 * @param status Glance's word for its status
 * @param size bytes, 0 until known
 * @param server the server that it was made of
 */
public record ImageView(
        String id,
        String name,
        String family,
        String state,
        String status,
        long size,
        String checksum,
        String bake,
        String server,
        String base,
        Integer snapshotSeconds,
        Instant createdAt,
        Instant readyAt,
        Instant promotedAt) {

    public static ImageView of(Image image) {
        return new ImageView(
                image.id(),
                image.name(),
                image.mark(Marks.FAMILY).orElse(null),
                image.isVerified()
                        ? Marks.STATE_VERIFIED
                        : image.mark(Marks.STATE).orElse(null),
                image.status().name().toLowerCase(Locale.ROOT),
                image.size(),
                image.checksum(),
                image.mark(Marks.BAKE).orElse(null),
                image.mark(Marks.SERVER).orElse(null),
                image.mark(Marks.BASE).orElse(null),
                Timeline.number(image, Marks.SNAPSHOT_SECONDS),
                image.createdAt(),
                Timeline.time(image, Marks.READY_AT),
                Timeline.time(image, Marks.PROMOTED_AT));
    }
}
