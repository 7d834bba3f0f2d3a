package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.practice.ImageDoc;
import io.bakehouse.practice.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Images as Glance writes them, and the values that it takes. */
final class ImageJson {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Set<String> VISIBILITIES = Set.of("public", "private", "shared", "community");
    private static final Set<String> BOOLEANS = Set.of("protected", "os_hidden");
    private static final Set<String> INTEGERS = Set.of("min_disk", "min_ram");
    private static final Set<String> NULLABLE = Set.of("name", "container_format", "disk_format");

    private ImageJson() {}

    static Map<String, Object> of(ImageDoc image) {
        Map<String, Object> json = Json.object();
        json.putAll(image.properties());
        image.attributes().forEach((name, value) -> {
            if (!json.containsKey(name) && !name.equals("stores")) {
                json.put(name, value);
            }
        });
        json.put("created_at", Json.time(image.createdAt()));
        json.put("updated_at", Json.time(image.updatedAt()));
        json.put("self", "/v2/images/" + image.id());
        json.put("file", "/v2/images/" + image.id() + "/file");
        json.put("schema", "/v2/schemas/image");
        if (image.attributes().get("stores") != null) {
            json.put("stores", image.attributes().get("stores"));
        }
        return json;
    }

    /** The attribute's value, checked against the schema of images. */
    static Object value(String name, JsonNode value) {
        if (BOOLEANS.contains(name)) {
            check(value.isBoolean(), name, value, "boolean");
            return value.asBoolean();
        }
        if (INTEGERS.contains(name)) {
            check(value.isInt() && value.asInt() >= 0, name, value, "integer");
            return value.asInt();
        }
        if (name.equals("tags")) {
            check(value.isArray(), name, value, "array");
            List<String> tags = new ArrayList<>();
            value.forEach(tag -> tags.add(tag.asText()));
            return tags;
        }
        if (value.isNull() && NULLABLE.contains(name)) {
            return null;
        }
        check(value.isTextual(), name, value, "string");
        if (name.equals("visibility") && !VISIBILITIES.contains(value.asText())) {
            throw invalid(
                    value + " is not one of " + VISIBILITIES.stream().sorted().toList(), name, value);
        }
        if (name.equals("id") && !UUID.matcher(value.asText()).matches()) {
            throw invalid(
                    value + " does not match '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}"
                            + "-([0-9a-fA-F]){12}$'",
                    name,
                    value);
        }
        return value.asText();
    }

    private static void check(boolean fits, String name, JsonNode value, String type) {
        if (!fits) {
            throw invalid(value + " is not of type '" + type + "'", name, value);
        }
    }

    private static Refusal invalid(String why, String name, JsonNode value) {
        return new Refusal(
                400,
                "Provided object does not match schema 'image': " + why + "  On instance['" + name + "']:     "
                        + value);
    }
}
