package io.bakehouse.practice;

import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A volume of the practice cloud at one time.
 *
 * @param source what it was made from
 * @param server id of the server that it is attached to, null when to none
 */
public record VolumeState(
        String id,
        PracticeProject project,
        VolumeStatus status,
        int sizeGb,
        BlockDevice source,
        String server,
        Map<String, String> metadata,
        Instant createdAt)
        implements Kept {
    public VolumeState {
        metadata = Map.copyOf(metadata);
    }

    VolumeState become(VolumeStatus next) {
        return new VolumeState(id, project, next, sizeGb, source, server, metadata, createdAt);
    }

    VolumeState attached(String to) {
        return new VolumeState(id, project, VolumeStatus.IN_USE, sizeGb, source, to, metadata, createdAt);
    }

    VolumeState detached() {
        return new VolumeState(id, project, VolumeStatus.AVAILABLE, sizeGb, source, null, metadata, createdAt);
    }

    VolumeState marked(Map<String, String> marks) {
        Map<String, String> all = new HashMap<>(metadata);
        all.putAll(marks);
        return new VolumeState(id, project, status, sizeGb, source, server, all, createdAt);
    }

    /** The volume as functions see it; Nova gives those that it makes no name. */
    public Volume view() {
        return new Volume(
                id,
                "",
                status,
                sizeGb,
                createdAt,
                server == null ? List.of() : List.of(server),
                source.snapshot(),
                metadata);
    }
}
