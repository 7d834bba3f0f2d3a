package io.bakehouse.practice;

import io.bakehouse.model.ServerSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a server keeps from its creation until it is gone.
 *
 * @param name as Nova numbered it
 * @param imageProperties the properties of the base image at the time of the boot, which a snapshot inherits
 * @param devices the volumes to make for it, the root first; empty when it boots from the image itself
 * @param imageMinDisk {@code min_disk} of the base image
 * @param address its fixed IP address, null without a network
 * @param reservation id that all servers of one request share
 */
public record ServerBirth(
        String id,
        PracticeProject project,
        String name,
        ServerSpec spec,
        Flavor flavor,
        Map<String, String> imageProperties,
        List<BlockDevice> devices,
        int imageMinDisk,
        Network network,
        String address,
        String reservation,
        Instant createdAt) {
    public ServerBirth {
        imageProperties = Map.copyOf(imageProperties);
        devices = List.copyOf(devices);
    }

    /** What the request named as the server's image, empty when it named a volume. */
    public String imageRef() {
        return spec.volumeGb() == null ? spec.image() : "";
    }
}
