package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The members of a message, whichever of JSON, form, multipart form and query its sender has put them in. */
final class Fields {
    private Fields() {}

    /**
     * One object of all of them; what the body says wins over the query.
     *
     * @throws MalformedException when the body is none of these
     */
    static ObjectNode of(WebhookRequest request, String what) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        request.query()
                .forEach((name, values) -> values.stream().findFirst().ifPresent(value -> fields.put(name, value)));
        byte[] body = request.body();
        String type = request.header("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/")) {
            multipart(fields, request);
        } else if (JsonBody.looksLike(body)) {
            fields.setAll((ObjectNode) JsonBody.object(body, what));
        } else if (body.length > 0) {
            Map<String, String> form = FormBody.read(body);
            if (form.isEmpty()) {
                throw new MalformedException("the body is neither JSON nor a form");
            }
            form.forEach(fields::put);
        }
        return fields;
    }

    /** A part that is a JSON object stands for its members. */
    private static void multipart(ObjectNode fields, WebhookRequest request) {
        String type = request.header("Content-Type").orElseThrow();
        MultipartBody.read(type, request.body()).forEach((name, bytes) -> {
            JsonNode json = JsonBody.looksLike(bytes) ? JsonBody.read(bytes) : null;
            if (json instanceof ObjectNode object) {
                fields.setAll(object);
            } else {
                fields.put(name, new String(bytes, StandardCharsets.UTF_8).strip());
            }
        });
    }
}
