package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.practice.NovaRules;
import io.bakehouse.practice.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the body of {@code POST /servers} as strictly as Nova does. */
final class ServerOrderJson {
    private static final int LONGEST_USER_DATA = 65535;
    private static final Set<String> ALWAYS = Set.of(
            "name",
            "imageRef",
            "flavorRef",
            "networks",
            "metadata",
            "key_name",
            "user_data",
            "availability_zone",
            "security_groups",
            "min_count",
            "max_count",
            "return_reservation_id",
            "config_drive",
            "block_device_mapping_v2",
            "adminPass",
            "accessIPv4",
            "accessIPv6",
            "OS-DCF:diskConfig");
    private static final Map<String, Integer> LATER = Map.of("description", 19, "tags", 52);

    private final JsonNode body;
    private final JsonNode server;
    private final int microversion;

    ServerOrderJson(JsonNode body, int microversion) {
        this.body = body;
        this.server = body.path("server");
        this.microversion = microversion;
        for (Iterator<String> names = server.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!ALWAYS.contains(name) && LATER.getOrDefault(name, Integer.MAX_VALUE) > microversion) {
                throw field("server", server, "Additional properties are not allowed ('" + name + "' was unexpected)");
            }
        }
    }

    ServerSpec spec() {
        if (!server.path("imageRef").isMissingNode()
                && !server.path("imageRef").asText().matches("|[0-9a-fA-F-]{36}")) {
            throw field("imageRef", server.path("imageRef"), "is not valid under any of the given schemas");
        }
        String name = required("name");
        String flavor = required("flavorRef");
        VolumeOrderJson volume = volume();
        return new ServerSpec(
                name,
                volume == null ? server.path("imageRef").asText() : volume.image(),
                flavor,
                network(),
                optional("key_name"),
                groups(),
                optional("availability_zone"),
                userData(),
                metadata(server.path("metadata")),
                tags(),
                volume == null ? null : volume.gib(),
                group());
    }

    private VolumeOrderJson volume() {
        boolean image = !server.path("imageRef").asText().isEmpty();
        JsonNode mapping = server.path("block_device_mapping_v2");
        if (mapping.isMissingNode()) {
            if (!image) {
                throw new Refusal(400, "Missing imageRef attribute");
            }
            return null;
        }
        if (image) {
            throw new Refusal(501, "the practice cloud does not know block devices beside an image");
        }
        return VolumeOrderJson.of(mapping);
    }

    private String group() {
        JsonNode group = body.path("os:scheduler_hints").path("group");
        if (!group.isMissingNode() && !group.asText().matches("[0-9a-fA-F-]{36}")) {
            throw field("group", group, group + " is not a 'uuid'");
        }
        return group.isMissingNode() ? null : group.asText();
    }

    int min() {
        return count("min_count", 1);
    }

    int max() {
        int min = min();
        int max = count("max_count", min);
        if (max < min) {
            throw new Refusal(400, "min_count must be <= max_count");
        }
        return max;
    }

    boolean wantsReservation() {
        return server.path("return_reservation_id").asBoolean();
    }

    static Map<String, String> metadata(JsonNode metadata) {
        metadata.properties().forEach(entry -> {
            if (!entry.getValue().isTextual()) {
                throw field(entry.getKey(), entry.getValue(), entry.getValue() + " is not of type 'string'");
            }
        });
        return Json.strings(metadata);
    }

    private String required(String name) {
        JsonNode value = server.path(name);
        if (value.isMissingNode()) {
            throw field("server", server, "'" + name + "' is a required property");
        }
        if (!value.isTextual()) {
            throw field(name, value, value + " is not of type 'string'");
        }
        return value.asText();
    }

    private String optional(String name) {
        return server.hasNonNull(name) ? server.path(name).asText() : null;
    }

    private String network() {
        JsonNode networks = server.path("networks");
        if (networks.isMissingNode()) {
            if (microversion >= 37) {
                throw field("server", server, "'networks' is a required property");
            }
            return "auto";
        }
        if (networks.isArray()) {
            return networks.isEmpty() ? "auto" : networks.path(0).path("uuid").asText();
        }
        if (microversion < 37) {
            throw field("networks", networks, networks + " is not of type 'array'");
        }
        if (!Set.of("auto", "none").contains(networks.asText())) {
            throw field("networks", networks, networks + " is not valid under any of the given schemas");
        }
        return networks.asText();
    }

    private List<String> groups() {
        List<String> groups = new ArrayList<>();
        server.path("security_groups")
                .forEach(group -> groups.add(group.path("name").asText()));
        return groups;
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>();
        server.path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private String userData() {
        String encoded = optional("user_data");
        if (encoded == null) {
            return null;
        }
        if (encoded.length() > LONGEST_USER_DATA) {
            throw new Refusal(400, "Invalid input for field/attribute user_data. Value: (not shown). is too long");
        }
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Nova takes what is no Base64 as well.
            return encoded;
        }
    }

    private int count(String name, int otherwise) {
        JsonNode count = server.path(name);
        if (count.isMissingNode()) {
            return otherwise;
        }
        int value = count.asText().matches("[0-9]{1,6}") ? count.asInt() : -1;
        if (value < 0) {
            throw field(name, count, count + " is not of type 'integer'");
        }
        if (value < 1) {
            throw field(name, count, value + " is less than the minimum of 1");
        }
        return value;
    }

    private static Refusal field(String name, JsonNode value, String why) {
        String shown = value.toString();
        return NovaRules.invalid(name, shown.length() > 500 ? "(not shown)" : shown, why);
    }
}
