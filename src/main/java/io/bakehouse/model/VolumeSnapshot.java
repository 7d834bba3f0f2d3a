package io.bakehouse.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A volume snapshot as {@code GET /snapshots/detail} shows it. Source: Block Storage API v3 reference, "List snapshots and
 * details". Nova makes one per volume of a server whose image it makes, without metadata, and nobody deletes it with the
 * image.
 *
 * @param id UUID
 * @param name empty when it has none
 * @param volume id of the volume that it shows, which cannot be deleted before it
 * @param size GiB
 */
public record VolumeSnapshot(
        String id,
        String name,
        VolumeStatus status,
        String volume,
        int size,
        Instant createdAt,
        Map<String, String> metadata) {
    public VolumeSnapshot {
        metadata = Map.copyOf(metadata);
    }

    /** What Nova calls the volume snapshots behind an image of that name. */
    public static String nameFor(String image) {
        return "snapshot for " + image;
    }

    /** The value of one of our {@link Marks}, empty when the volume snapshot does not carry it. */
    public Optional<String> mark(String key) {
        return Optional.ofNullable(metadata.get(key)).filter(value -> !value.isEmpty());
    }

    /** Whether it carries our marks: only such a volume snapshot may ever be deleted. */
    public boolean isOurs() {
        return mark(Marks.ROLE).isPresent() && mark(Marks.FAMILY).isPresent();
    }
}
