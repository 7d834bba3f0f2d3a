package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.practice.ImageDoc;
import io.bakehouse.practice.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads Glance's dialect of JSON Patch: {@code add}, {@code replace} and {@code remove} of whole attributes. */
final class ImagePatch {
    static final String TYPE = "application/openstack-images-v2.1-json-patch";

    private final ImageDoc image;
    /** New values so far; null for an attribute that is removed. */
    private final Map<String, Object> changes = new LinkedHashMap<>();

    private ImagePatch(ImageDoc image) {
        this.image = image;
    }

    static Map<String, Object> changes(ImageDoc image, JsonNode operations) {
        if (!operations.isArray()) {
            throw new Refusal(400, "Request body must be a JSON array of operation objects.");
        }
        ImagePatch patch = new ImagePatch(image);
        operations.forEach(patch::apply);
        return patch.changes;
    }

    private void apply(JsonNode operation) {
        if (!operation.isObject()) {
            throw new Refusal(400, "Operations must be JSON objects.");
        }
        String op = operation.path("op").asText();
        String name = name(operation.path("path").asText());
        switch (op) {
            case "add" -> changes.put(name, value(operation, op, name));
            case "replace" -> {
                mustExist(name);
                changes.put(name, value(operation, op, name));
            }
            case "remove" -> {
                mustExist(name);
                changes.put(name, null);
            }
            default ->
                throw new Refusal(
                        400, "Invalid operation: `" + op + "`. It must be one of the following: add, remove, replace.");
        }
    }

    private static Object value(JsonNode operation, String op, String name) {
        if (!operation.has("value")) {
            throw new Refusal(400, "Operation \"" + op + "\" requires a member named \"value\".");
        }
        return ImageJson.value(name, operation.path("value"));
    }

    private void mustExist(String name) {
        boolean exists = changes.containsKey(name)
                ? changes.get(name) != null
                : image.attributes().containsKey(name);
        if (!exists) {
            throw new Refusal(
                    409,
                    "There was a conflict when trying to complete your request.\n\n Property " + name
                            + " does not exist.");
        }
    }

    private static String name(String pointer) {
        if (!pointer.startsWith("/")) {
            throw new Refusal(400, "Pointer `" + pointer + "` does not start with \"/\".");
        }
        String name = pointer.substring(1);
        if (name.contains("/")) {
            throw new Refusal(400, "Invalid JSON pointer for this resource: '" + pointer + "'");
        }
        return name.replace("~1", "/").replace("~0", "~");
    }
}
