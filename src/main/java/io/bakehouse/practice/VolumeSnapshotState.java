package io.bakehouse.practice;

import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.model.VolumeStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A volume snapshot of the practice cloud at one time.
 *
 * @param volume id of the volume that it shows
 * @param goesWithServer what the volumes made from it inherit
 */
public record VolumeSnapshotState(
        String id,
        PracticeProject project,
        String name,
        VolumeStatus status,
        String volume,
        int sizeGb,
        boolean goesWithServer,
        Map<String, String> metadata,
        Instant createdAt)
        implements Kept {
    public VolumeSnapshotState {
        metadata = Map.copyOf(metadata);
    }

    VolumeSnapshotState become(VolumeStatus next) {
        return new VolumeSnapshotState(id, project, name, next, volume, sizeGb, goesWithServer, metadata, createdAt);
    }

    VolumeSnapshotState marked(Map<String, String> marks) {
        Map<String, String> all = new HashMap<>(metadata);
        all.putAll(marks);
        return new VolumeSnapshotState(id, project, name, status, volume, sizeGb, goesWithServer, all, createdAt);
    }

    /** The volume snapshot as functions see it. */
    public VolumeSnapshot view() {
        return new VolumeSnapshot(id, name, status, volume, sizeGb, createdAt, metadata);
    }
}
