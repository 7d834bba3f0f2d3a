package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.openstack.Cloud;
import java.util.List;

/**
 * Deletes images. Those of servers that boot from volumes are two things, and Glance deletes only one of them: the volume
 * snapshots behind them go with them here, or later by the sweep, should this be interrupted.
 */
final class ImageRemoval {
    private ImageRemoval() {}

    /** Deletes an image whose marks have just been read, with its volume snapshots. */
    static void delete(Cloud cloud, Image image) {
        List<String> snapshots = image.volumeSnapshots();
        cloud.deleteImage(image.id());
        if (snapshots.isEmpty()) {
            return;
        }
        String bake = image.mark(Marks.BAKE).orElse("");
        cloud.volumeSnapshots().stream()
                .filter(snapshot -> snapshots.contains(snapshot.id())
                        && snapshot.isOurs()
                        && bake.equals(snapshot.metadata().get(Marks.BAKE)))
                .forEach(snapshot -> cloud.deleteVolumeSnapshot(snapshot.id()));
    }
}
