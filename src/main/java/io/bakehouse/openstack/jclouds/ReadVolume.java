package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.model.VolumeStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads volumes and volume snapshots as Cinder shows them. */
final class ReadVolume {
    private ReadVolume() {}

    static Volume of(JsonNode node) {
        List<String> servers = new ArrayList<>();
        node.path("attachments")
                .forEach(attachment -> servers.add(attachment.path("server_id").asText()));
        return new Volume(
                node.path("id").asText(),
                node.path("name").asText(""),
                VolumeStatus.of(node.path("status").asText()),
                node.path("size").asInt(),
                Times.read(node.path("created_at").asText()),
                servers,
                node.path("snapshot_id").asText(null),
                metadata(node));
    }

    static VolumeSnapshot snapshot(JsonNode node) {
        return new VolumeSnapshot(
                node.path("id").asText(),
                node.path("name").asText(""),
                VolumeStatus.of(node.path("status").asText()),
                node.path("volume_id").asText(),
                node.path("size").asInt(),
                Times.read(node.path("created_at").asText()),
                metadata(node));
    }

    private static Map<String, String> metadata(JsonNode node) {
        Map<String, String> metadata = new HashMap<>();
        node.path("metadata")
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        return metadata;
    }
}
