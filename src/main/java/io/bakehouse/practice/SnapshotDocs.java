package io.bakehouse.practice;

import io.bakehouse.model.Image;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Nova tells Glance about a snapshot. Source: nova/compute/api.py and nova/compute/utils.py. */
final class SnapshotDocs {
    private static final int LONGEST_INHERITED = 255;
    private static final String MD5_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

    private final Minted minted;

    SnapshotDocs(Minted minted) {
        this.minted = minted;
    }

    /** The image that the data of the server's disk will be sent to. */
    ImageDoc queued(ServerState server, String name, Map<String, String> metadata, Instant now) {
        ServerBirth birth = server.birth();
        Map<String, Object> all = inherited(birth);
        all.put("instance_uuid", birth.id());
        all.put("user_id", birth.project().userId());
        all.put("image_type", "snapshot");
        return image(birth, all, name, metadata, now);
    }

    /**
     * The image of a server that boots from a volume: active at once and without data, it only names the volume
     * snapshots. Nova does not say there which server it was made of; what the base image says of that is inherited.
     */
    ImageDoc withoutData(
            ServerState server,
            String name,
            Map<String, String> metadata,
            List<VolumeSnapshotState> snapshots,
            Instant now) {
        Map<String, Object> all = inherited(server.birth());
        all.keySet().removeAll(List.of(Image.BLOCK_DEVICE_MAPPING, "bdm_v2", "root_device_name"));
        ImageDoc image = image(server.birth(), all, name, metadata, now);
        return image.with(
                        Map.of(
                                "root_device_name",
                                "/dev/vda",
                                Image.BLOCK_DEVICE_MAPPING,
                                BlockDevices.write(snapshots),
                                "bdm_v2",
                                "True"),
                        now)
                .with(
                        Map.of(
                                "status",
                                "active",
                                "disk_format",
                                "qcow2",
                                "container_format",
                                "bare",
                                "size",
                                0,
                                "checksum",
                                MD5_OF_NOTHING,
                                "os_hash_algo",
                                "sha512",
                                "os_hash_value",
                                MD5_OF_NOTHING.repeat(4),
                                "stores",
                                "local"),
                        now);
    }

    private static Map<String, Object> inherited(ServerBirth birth) {
        Map<String, Object> all = new LinkedHashMap<>();
        birth.imageProperties().forEach((key, value) -> all.put(key, cut(value)));
        all.put("base_image_ref", birth.imageRef());
        all.put("owner_user_name", birth.project().userName());
        all.put("owner_project_name", birth.project().name());
        all.put("boot_roles", "member,reader");
        return all;
    }

    private ImageDoc image(
            ServerBirth birth, Map<String, Object> all, String name, Map<String, String> metadata, Instant now) {
        all.putAll(metadata);
        all.put("name", name);
        all.put("visibility", "private");
        all.put("min_disk", Math.max(birth.imageMinDisk(), birth.flavor().diskGb()));
        return ImageDoc.born(minted.uuid("image"), birth.project().id(), now).with(all, now);
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_INHERITED ? value : value.substring(0, LONGEST_INHERITED);
    }
}
