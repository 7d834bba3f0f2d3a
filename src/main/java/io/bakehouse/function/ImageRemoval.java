package io.bakehouse.function;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Deletes images. Those of servers that boot from volumes are two things, and Glance deletes only one of them: the volume
 * snapshots behind them go with them here, or later by the sweep, should this be interrupted.
 */
final class ImageRemoval {
    private static final Logger LOG = Logger.getLogger(ImageRemoval.class);

    private ImageRemoval() {}

    /** Deletes an image whose marks have just been read, with its volume snapshots. */
    static void delete(Cloud cloud, Image image) {
        delete(cloud, List.of(image));
    }

    /** The same for several, whose volume snapshots are listed once. */
    static void delete(Cloud cloud, List<Image> images) {
        images.forEach(image -> cloud.deleteImage(image.id()));
        clear(cloud, images);
    }

    /** Deletes what images that have just been deleted leave behind; asks nothing when that is nothing. */
    static void clear(Cloud cloud, List<Image> deleted) {
        Map<String, String> bakes = new HashMap<>();
        for (Image image : deleted) {
            image.volumeSnapshots()
                    .forEach(snapshot ->
                            bakes.put(snapshot, image.mark(Marks.BAKE).orElse("")));
        }
        if (bakes.isEmpty()) {
            return;
        }
        cloud.volumeSnapshots().stream()
                .filter(snapshot -> snapshot.isOurs()
                        && bakes.containsKey(snapshot.id())
                        && bakes.get(snapshot.id()).equals(snapshot.metadata().get(Marks.BAKE)))
                .forEach(snapshot -> unlessInUse(cloud, snapshot));
    }

    /** Cinder refuses to delete one that it is still making; whatever comes of that, the bake goes on. */
    private static void unlessInUse(Cloud cloud, VolumeSnapshot snapshot) {
        try {
            cloud.deleteVolumeSnapshot(snapshot.id());
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.BAD_REQUEST) {
                throw e;
            }
            LOG.infof("volume snapshot %s stays for the sweep: %s", snapshot.id(), e.getMessage());
        }
    }
}
