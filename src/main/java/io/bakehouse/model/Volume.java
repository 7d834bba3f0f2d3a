package io.bakehouse.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A volume as {@code GET /volumes/detail} shows it. Source: Block Storage API v3 reference, "List accessible volumes with
 * details". Nova gives the volumes that it makes for servers neither a name nor metadata: ours are known by the server
 * that they are attached to until somebody marks them, and outlive that server when they have snapshots.
 *
 * @param id UUID
 * @param name empty when it has none
 * @param size GiB
 * @param servers ids of the servers that it is attached to
 * @param snapshot id of the volume snapshot that it was made from, null when from something else
 */
public record Volume(
        String id,
        String name,
        VolumeStatus status,
        int size,
        Instant createdAt,
        List<String> servers,
        String snapshot,
        Map<String, String> metadata) {
    public Volume {
        servers = List.copyOf(servers);
        metadata = Map.copyOf(metadata);
    }

    /** The value of one of our {@link Marks}, empty when the volume does not carry it. */
    public Optional<String> mark(String key) {
        return Optional.ofNullable(metadata.get(key)).filter(value -> !value.isEmpty());
    }

    /** Whether it carries our marks: only such a volume may ever be deleted. */
    public boolean isOurs() {
        return mark(Marks.ROLE).isPresent() && mark(Marks.FAMILY).isPresent();
    }
}
