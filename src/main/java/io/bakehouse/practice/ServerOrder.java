package io.bakehouse.practice;

import io.bakehouse.model.Image;
import io.bakehouse.model.ServerSpec;
import java.util.List;
import java.util.Optional;

/** Checks what {@code POST /servers} asks for against what there is, in Nova's words. */
final class ServerOrder {
    private static final int GIB = 1 << 30;

    private final Site site;
    private final Images images;
    private final Volumes cinder;

    ServerOrder(Site site, Images images, Volumes cinder) {
        this.site = site;
        this.images = images;
        this.cinder = cinder;
    }

    Flavor flavor(ServerSpec spec) {
        return site.flavor(spec.flavor())
                .orElseThrow(() -> new Refusal(400, "Flavor " + spec.flavor() + " could not be found."));
    }

    ImageDoc image(PracticeProject project, ServerSpec spec) {
        ImageDoc image = images.find(spec.image())
                .filter(found -> found.isVisibleTo(project))
                .orElseThrow(() -> new Refusal(400, "Can not find requested image"));
        if (!"active".equals(image.status())) {
            throw new Refusal(400, "Image " + image.id() + " is not active.");
        }
        return image;
    }

    /** The volumes to make: those that the image names, else the one that is asked for, else none. */
    List<BlockDevice> devices(PracticeProject project, ServerSpec spec, ImageDoc image, Flavor flavor) {
        List<BlockDevice> devices = BlockDevices.read(image.text(Image.BLOCK_DEVICE_MAPPING));
        for (BlockDevice device : devices) {
            if (cinder.snapshots()
                    .find(device.snapshot())
                    .filter(snapshot -> snapshot.project().equals(project))
                    .isEmpty()) {
                throw new Refusal(
                        400, "Block Device Mapping is Invalid: failed to get snapshot " + device.snapshot() + ".");
            }
        }
        if (devices.isEmpty() && spec.volumeGb() != null) {
            devices = List.of(new BlockDevice(image.id(), null, spec.volumeGb(), true));
        }
        int needed = image.number("min_disk");
        if (devices.isEmpty() && needed > flavor.diskGb()) {
            throw new Refusal(
                    400,
                    "Flavor's disk is too small for requested image. Flavor disk is "
                            + (long) flavor.diskGb() * GIB + " bytes, minimum size is "
                            + (long) needed * GIB + " bytes.");
        }
        if (!devices.isEmpty() && needed > devices.get(0).sizeGb()) {
            throw new Refusal(
                    400,
                    "Volume is smaller than the minimum size specified in image metadata. Volume size is "
                            + (long) devices.get(0).sizeGb() * GIB + " bytes, minimum size is "
                            + (long) needed * GIB + " bytes.");
        }
        return devices;
    }

    Optional<ServerGroup> group(PracticeProject project, ServerSpec spec) {
        if (spec.group() == null) {
            return Optional.empty();
        }
        return Optional.of(site.serverGroups(project).stream()
                .filter(group -> group.id().equals(spec.group()) || group.name().equals(spec.group()))
                .findFirst()
                .orElseThrow(() -> new Refusal(400, "Instance group " + spec.group() + " could not be found.")));
    }

    Optional<Network> network(PracticeProject project, ServerSpec spec) {
        String wanted = spec.network();
        if ("none".equals(wanted)) {
            return Optional.empty();
        }
        Optional<Network> network = site.networks(project).stream()
                .filter(found -> "auto".equals(wanted)
                        || found.id().equals(wanted)
                        || found.name().equals(wanted))
                .findFirst();
        if (network.isEmpty()) {
            throw new Refusal(400, "Network " + wanted + " could not be found.");
        }
        return network;
    }

    void extras(ServerSpec spec) {
        if (spec.key() != null && !site.keys().contains(spec.key())) {
            throw new Refusal(400, "Invalid key_name provided.");
        }
        if (spec.zone() != null && !site.zones().contains(spec.zone())) {
            throw new Refusal(400, "The requested availability zone is not available");
        }
        for (String group : spec.securityGroups()) {
            if (!site.securityGroups().contains(group)) {
                throw new Refusal(400, "Unable to find security_group with name or id '" + group + "'");
            }
        }
    }
}
