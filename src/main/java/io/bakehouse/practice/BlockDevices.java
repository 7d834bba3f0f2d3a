package io.bakehouse.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/** The property in which Nova writes down of what an image without data consists. Source: nova/block_device.py. */
final class BlockDevices {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BlockDevices() {}

    /** What a boot from an image with that property makes volumes of; empty for null. */
    static List<BlockDevice> read(String property) {
        List<BlockDevice> devices = new ArrayList<>();
        if (property != null) {
            for (JsonNode device : parse(property)) {
                if (device.path("snapshot_id").isTextual()) {
                    devices.add(new BlockDevice(
                            null,
                            device.path("snapshot_id").asText(),
                            device.path("volume_size").asInt(),
                            device.path("delete_on_termination").asBoolean()));
                }
            }
        }
        return devices;
    }

    /** The property for an image of those volume snapshots, the root first. */
    static String write(List<VolumeSnapshotState> snapshots) {
        ArrayNode mapping = JSON.createArrayNode();
        for (VolumeSnapshotState snapshot : snapshots) {
            int index = mapping.size();
            mapping.addObject()
                    .put("source_type", "snapshot")
                    .put("destination_type", "volume")
                    .put("snapshot_id", snapshot.id())
                    .put("disk_bus", "virtio")
                    .put("device_type", "disk")
                    .put("boot_index", index == 0 ? 0 : -1)
                    .put("delete_on_termination", snapshot.goesWithServer())
                    .put("volume_size", snapshot.sizeGb())
                    .put("device_name", "/dev/vd" + (char) ('a' + index))
                    .putNull("volume_id")
                    .putNull("image_id")
                    .putNull("no_device")
                    .putNull("guest_format")
                    .putNull("tag")
                    .putNull("volume_type");
        }
        return mapping.toString();
    }

    private static JsonNode parse(String property) {
        try {
            return JSON.readTree(property);
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "Block Device Mapping is Invalid: the image's is no JSON");
        }
    }
}
