package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.ServerSpec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** The body of {@code POST /servers}. */
final class ServerBody {
    /** What a network may be instead of an id. */
    static final Set<String> NO_NETWORK_ID = Set.of("auto", "none");

    private ServerBody() {}

    /**
     * The body for {@code count} servers.
     *
     * @param flavor id
     * @param network id, {@code auto} or {@code none}
     * @param group id of a server group, null for none
     */
    static JsonNode of(ServerSpec spec, int count, String flavor, String network, String group) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode server = body.putObject("server");
        server.put("name", spec.name());
        if (spec.volumeGb() == null) {
            server.put("imageRef", spec.image());
        } else {
            bootFromVolume(server, spec);
        }
        server.put("flavorRef", flavor);
        server.put("min_count", count);
        server.put("max_count", count);
        if (NO_NETWORK_ID.contains(network)) {
            server.put("networks", network);
        } else {
            server.putArray("networks").addObject().put("uuid", network);
        }
        if (spec.key() != null) {
            server.put("key_name", spec.key());
        }
        if (spec.zone() != null) {
            server.put("availability_zone", spec.zone());
        }
        if (spec.userData() != null) {
            byte[] bytes = spec.userData().getBytes(StandardCharsets.UTF_8);
            server.put("user_data", Base64.getEncoder().encodeToString(bytes));
        }
        for (String securityGroup : spec.securityGroups()) {
            server.withArray("security_groups").addObject().put("name", securityGroup);
        }
        ObjectNode metadata = server.putObject("metadata");
        spec.metadata().forEach(metadata::put);
        for (String tag : spec.tags()) {
            server.withArray("tags").add(tag);
        }
        if (group != null) {
            body.putObject("os:scheduler_hints").put("group", group);
        }
        return body;
    }

    /** Source: Compute API guide, "Block Device Mapping in Nova": the image becomes the root volume. */
    private static void bootFromVolume(ObjectNode server, ServerSpec spec) {
        server.put("imageRef", "");
        server.putArray("block_device_mapping_v2")
                .addObject()
                .put("boot_index", 0)
                .put("source_type", "image")
                .put("destination_type", "volume")
                .put("uuid", spec.image())
                .put("volume_size", spec.volumeGb())
                .put("delete_on_termination", true);
    }
}
