package io.bakehouse.practice;

import io.bakehouse.model.VolumeStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Cinder: the volumes and volume snapshots of the practice cloud, and what members ask of them. */
public final class Volumes {
    private static final Set<VolumeStatus> DELETABLE = Set.of(VolumeStatus.AVAILABLE, VolumeStatus.ERROR);

    private final Agenda agenda;
    private final PracticeTimes times;
    private final Shelf<VolumeState> volumes = new Shelf<>("Volume");
    private final Shelf<VolumeSnapshotState> snapshots = new Shelf<>("Snapshot");

    Volumes(Agenda agenda, PracticeTimes times) {
        this.agenda = agenda;
        this.times = times;
    }

    public Shelf<VolumeState> volumes() {
        return volumes;
    }

    public Shelf<VolumeSnapshotState> snapshots() {
        return snapshots;
    }

    /** Adds or replaces metadata of a volume and returns all of it. */
    public Map<String, String> mark(PracticeProject project, String id, Map<String, String> marks, Look look) {
        NovaRules.metadata(marks);
        VolumeState marked = volumes.get(project, id).marked(marks);
        volumes.change(id, look.now(), state -> marked);
        return marked.metadata();
    }

    /** Adds or replaces metadata of a volume snapshot and returns all of it. */
    public Map<String, String> markSnapshot(PracticeProject project, String id, Map<String, String> marks, Look look) {
        NovaRules.metadata(marks);
        VolumeSnapshotState marked = snapshots.get(project, id).marked(marks);
        snapshots.change(id, look.now(), state -> marked);
        return marked.metadata();
    }

    /** Begins to delete a volume. */
    public void delete(PracticeProject project, String id, Look look) {
        VolumeState volume = volumes.get(project, id);
        if (!DELETABLE.contains(volume.status()) || volume.server() != null || hasSnapshots(volume, look.now())) {
            throw new Refusal(
                    400,
                    "Invalid volume: Volume status must be available or error or error_restoring or error_extending or"
                            + " error_managing and must not be migrating, attached, belong to a group, have snapshots,"
                            + " awaiting a transfer, or be disassociated from snapshots after volume transfer.");
        }
        vanish(id, look.now());
    }

    /** Begins to delete a volume snapshot; volumes made from it stay. */
    public void deleteSnapshot(PracticeProject project, String id, Look look) {
        if (!DELETABLE.contains(snapshots.get(project, id).status())) {
            throw new Refusal(
                    400,
                    "Invalid snapshot: Snapshot status must be available or error and must not be part of a group.");
        }
        snapshots.change(id, look.now(), state -> state.become(VolumeStatus.DELETING));
        agenda.at(look.now().plus(times.deletion()), at -> snapshots.remove(id, at));
    }

    boolean hasSnapshots(VolumeState volume, Instant now) {
        return snapshots.list(volume.project(), now).stream()
                .anyMatch(snapshot -> snapshot.volume().equals(volume.id()));
    }

    void vanish(String id, Instant now) {
        volumes.change(id, now, state -> state.become(VolumeStatus.DELETING));
        agenda.at(now.plus(times.deletion()), at -> volumes.remove(id, at));
    }
}
