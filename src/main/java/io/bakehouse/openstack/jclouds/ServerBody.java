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
     */
    static JsonNode of(ServerSpec spec, int count, String flavor, String network) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode server = body.putObject("server");
        server.put("name", spec.name());
        server.put("imageRef", spec.image());
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
        for (String group : spec.securityGroups()) {
            server.withArray("security_groups").addObject().put("name", group);
        }
        ObjectNode metadata = server.putObject("metadata");
        spec.metadata().forEach(metadata::put);
        for (String tag : spec.tags()) {
            server.withArray("tags").add(tag);
        }
        return body;
    }
}
