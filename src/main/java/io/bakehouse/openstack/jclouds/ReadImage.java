package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads an image as Glance shows it: its own fields and all additional properties side by side. */
final class ReadImage {
    /** Fields of the Image API's own. Source: glance/api/v2/images.py, get_base_properties. */
    private static final Set<String> OWN = Set.of(
            "id",
            "name",
            "status",
            "visibility",
            "protected",
            "os_hidden",
            "checksum",
            "os_hash_algo",
            "os_hash_value",
            "owner",
            "size",
            "virtual_size",
            "container_format",
            "disk_format",
            "created_at",
            "updated_at",
            "tags",
            "direct_url",
            "min_ram",
            "min_disk",
            "self",
            "file",
            "schema",
            "locations",
            "stores");

    private ReadImage() {}

    static Image of(JsonNode node) {
        Map<String, String> properties = new HashMap<>();
        node.properties().forEach(field -> {
            if (!OWN.contains(field.getKey()) && !field.getValue().isNull()) {
                properties.put(field.getKey(), field.getValue().asText());
            }
        });
        return new Image(
                node.path("id").asText(),
                node.path("name").asText(null),
                ImageStatus.of(node.path("status").asText()),
                Times.read(node.path("created_at").asText()),
                Times.read(node.path("updated_at").asText()),
                node.path("size").asLong(),
                node.path("checksum").asText(null),
                node.path("owner").asText(null),
                node.path("visibility").asText(),
                node.path("os_hidden").asBoolean(),
                node.path("protected").asBoolean(),
                properties);
    }
}
