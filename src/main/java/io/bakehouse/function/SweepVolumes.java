package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.openstack.Cloud;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sweep does about volumes and volume snapshots with our marks. A snapshot is explained by an image that boots
 * from it, or by a bake that is under way; a volume by a server or a snapshot of it, which Cinder would not let it go
 * before, or by a bake that is under way.
 */
final class SweepVolumes {
    private SweepVolumes() {}

    /** All that is in the volume service, and what may explain it. */
    record Sighting(List<Volume> volumes, List<VolumeSnapshot> snapshots, List<Image> images, List<Image> records) {

        boolean isOpen(Optional<String> bake) {
            return bake.isPresent()
                    && records.stream()
                            .anyMatch(record -> Records.isOpen(record) && record.has(Marks.BAKE, bake.get()));
        }
    }

    static List<SweepAction> decide(Sighting seen, Instant slot) {
        List<SweepAction> actions = new ArrayList<>();
        for (VolumeSnapshot snapshot : seen.snapshots()) {
            boolean used = seen.images().stream()
                    .anyMatch(image -> image.volumeSnapshots().contains(snapshot.id()));
            if (snapshot.isOurs() && !used && !seen.isOpen(snapshot.mark(Marks.BAKE))) {
                Optional<Instant> since = snapshot.mark(Marks.UNEXPLAINED_SINCE).flatMap(Marks::time);
                actions.add(
                        isSecond(since, slot)
                                ? new DeleteSnapshot(snapshot)
                                : new SuspectSnapshot(
                                        snapshot, since.orElse(slot).toString()));
            }
        }
        for (Volume volume : seen.volumes()) {
            boolean used = !volume.servers().isEmpty()
                    || seen.snapshots().stream().anyMatch(one -> volume.id().equals(one.volume()));
            if (volume.isOurs() && !used && !seen.isOpen(volume.mark(Marks.BAKE))) {
                Optional<Instant> since = volume.mark(Marks.UNEXPLAINED_SINCE).flatMap(Marks::time);
                actions.add(
                        isSecond(since, slot)
                                ? new DeleteVolume(volume)
                                : new SuspectVolume(volume, since.orElse(slot).toString()));
            }
        }
        return actions;
    }

    private static boolean isSecond(Optional<Instant> since, Instant slot) {
        return since.filter(first -> SweepAction.isApart(first, slot)).isPresent();
    }

    /** First sighting of a volume snapshot that nothing explains. */
    record SuspectSnapshot(VolumeSnapshot snapshot, String since) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            cloud.markVolumeSnapshot(snapshot.id(), Map.of(Marks.UNEXPLAINED_SINCE, since));
            return List.of();
        }
    }

    /** Second sighting; its marks are read once more. */
    record DeleteSnapshot(VolumeSnapshot snapshot) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            cloud.volumeSnapshots().stream()
                    .filter(now -> now.id().equals(snapshot.id())
                            && now.isOurs()
                            && now.mark(Marks.UNEXPLAINED_SINCE).isPresent())
                    .forEach(now -> cloud.deleteVolumeSnapshot(now.id()));
            return List.of();
        }
    }

    /** First sighting of a volume that nothing explains. */
    record SuspectVolume(Volume volume, String since) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            cloud.markVolume(volume.id(), Map.of(Marks.UNEXPLAINED_SINCE, since));
            return List.of();
        }
    }

    /** Second sighting; its marks are read once more. */
    record DeleteVolume(Volume volume) implements SweepAction {
        @Override
        public List<Event> act(Cloud cloud) {
            cloud.volumes().stream()
                    .filter(now -> now.id().equals(volume.id())
                            && now.isOurs()
                            && now.servers().isEmpty()
                            && now.mark(Marks.UNEXPLAINED_SINCE).isPresent())
                    .forEach(now -> cloud.deleteVolume(now.id()));
            return List.of();
        }
    }
}
