package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a server as Nova shows it. */
final class ReadServer {
    private ReadServer() {}

    static Server of(JsonNode node) {
        Map<String, String> metadata = new HashMap<>();
        node.path("metadata")
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        Set<String> tags = new LinkedHashSet<>();
        node.path("tags").forEach(tag -> tags.add(tag.asText()));
        return new Server(
                node.path("id").asText(),
                node.path("name").asText(),
                ServerStatus.of(node.path("status").asText()),
                textOrNull(node.path("OS-EXT-STS:task_state")),
                Times.read(node.path("created").asText()),
                // An empty text stands for a server that boots from a volume.
                textOrNull(node.path("image").path("id")),
                textOrNull(node.path("fault").path("message")),
                addresses(node.path("addresses")),
                metadata,
                tags,
                volumes(node.path("os-extended-volumes:volumes_attached")),
                textOrNull(node.path("OS-EXT-AZ:availability_zone")));
    }

    private static List<String> addresses(JsonNode networks) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode network : networks) {
            for (JsonNode address : network) {
                addresses.add(address.path("addr").asText());
            }
        }
        return addresses;
    }

    private static List<String> volumes(JsonNode attached) {
        List<String> volumes = new ArrayList<>();
        attached.forEach(volume -> volumes.add(volume.path("id").asText()));
        return volumes;
    }

    private static String textOrNull(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? node.asText() : null;
    }
}
