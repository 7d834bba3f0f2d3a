package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.model.VolumeStatus;
import java.util.List;
import java.util.Optional;

/**
 * The volume snapshots behind an image. Nova calls such an image active at once; it can be booted only when all of them
 * are available.
 *
 * @param found those that are there
 * @param failure why the image will never be any good, in words; empty while there is hope
 */
record VolumeSnapshots(List<VolumeSnapshot> found, Optional<String> failure) {

    static VolumeSnapshots of(Image image, List<VolumeSnapshot> all) {
        List<VolumeSnapshot> found = all.stream()
                .filter(snapshot -> image.volumeSnapshots().contains(snapshot.id()))
                .toList();
        Optional<String> failure = found.stream()
                .filter(snapshot -> snapshot.status() == VolumeStatus.ERROR)
                .findFirst()
                .map(snapshot -> "the volume snapshot " + snapshot.id() + " behind the image went to error");
        if (failure.isEmpty() && found.size() < image.volumeSnapshots().size()) {
            failure = Optional.of("a volume snapshot behind the image is gone");
        }
        return new VolumeSnapshots(found, failure);
    }

    boolean areAvailable() {
        return found.stream().allMatch(snapshot -> snapshot.status() == VolumeStatus.AVAILABLE);
    }

    /** Those that nobody has marked as ours yet. */
    List<VolumeSnapshot> unmarked() {
        return found.stream().filter(snapshot -> !snapshot.isOurs()).toList();
    }
}
