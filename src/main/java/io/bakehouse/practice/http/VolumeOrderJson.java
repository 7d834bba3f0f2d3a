package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.practice.NovaRules;
import io.bakehouse.practice.Refusal;
import java.util.Iterator;
import java.util.Set;

/**
 * Reads {@code block_device_mapping_v2} of {@code POST /servers} as strictly as Nova does, as far as it asks for one new
 * root volume; more is refused, not ignored.
 */
record VolumeOrderJson(String image, int gib) {
    private static final String INVALID = "Block Device Mapping is Invalid: ";
    private static final Set<String> KNOWN =
            Set.of("boot_index", "source_type", "destination_type", "uuid", "volume_size", "delete_on_termination");

    static VolumeOrderJson of(JsonNode mapping) {
        if (!mapping.isArray()) {
            throw NovaRules.invalid("block_device_mapping_v2", mapping.toString(), "is not of type 'array'");
        }
        if (mapping.isEmpty() || mapping.path(0).path("boot_index").asInt(-1) != 0) {
            throw new Refusal(
                    400,
                    INVALID
                            + "Boot sequence for the instance and image/block device mapping combination is not valid.");
        }
        JsonNode root = mapping.path(0);
        for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KNOWN.contains(name)) {
                throw new Refusal(501, "the practice cloud does not know " + name + " of a block device");
            }
        }
        if (mapping.size() > 1
                || !root.path("source_type").asText().equals("image")
                || !root.path("destination_type").asText().equals("volume")
                || !root.path("delete_on_termination").asBoolean()) {
            throw new Refusal(
                    501, "the practice cloud only makes one root volume, of an image, that goes with its server");
        }
        if (root.path("volume_size").asInt() <= 0) {
            throw new Refusal(
                    400, INVALID + "Images with destination_type 'volume' need to have a non-zero size specified");
        }
        return new VolumeOrderJson(
                root.path("uuid").asText(), root.path("volume_size").asInt());
    }
}
