package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Reads the events of a request in any of the three modes. */
final class CloudEventReader {
    private static final int LARGEST_BATCH = 500;
    private static final int LONGEST_ATTRIBUTE = 1024;

    private CloudEventReader() {}

    /** The mode follows from the media type; without a telling one, from what is there. */
    static List<CloudEvent> read(WebhookRequest request) {
        String type = request.header("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .strip();
        boolean declared = type.startsWith("application/cloudevents");
        if (declared && !type.matches("application/cloudevents(-batch)?(\\+json)?\\s*(;.*)?")) {
            throw new MalformedException(415, "of the event formats of CloudEvents only JSON is read here");
        }
        if (!declared && request.header("ce-specversion").isPresent()) {
            return List.of(binary(request, type));
        }
        if (!declared && !JsonBody.looksLike(request.body())) {
            throw new MalformedException("this is no CloudEvent: send ce-specversion, ce-type, ce-source and ce-id as"
                    + " headers, or Content-Type: application/cloudevents+json");
        }
        JsonNode json = JsonBody.read(request.body());
        return json.isArray() ? batch(json) : List.of(structured(json));
    }

    private static CloudEvent binary(WebhookRequest request, String type) {
        checkVersion(HeaderText.decode(request.header("ce-specversion").orElse(null)));
        byte[] body = request.body();
        return new CloudEvent(
                attribute(
                        "ce-source",
                        HeaderText.decode(request.header("ce-source").orElse(null))),
                attribute("ce-id", HeaderText.decode(request.header("ce-id").orElse(null))),
                attribute("ce-type", HeaderText.decode(request.header("ce-type").orElse(null))),
                body.length == 0 ? MissingNode.getInstance() : data(body, type));
    }

    private static List<CloudEvent> batch(JsonNode array) {
        if (array.size() > LARGEST_BATCH) {
            throw new MalformedException(413, "a batch has at most " + LARGEST_BATCH + " events");
        }
        List<CloudEvent> events = new ArrayList<>();
        array.forEach(event -> events.add(structured(event)));
        return events;
    }

    private static CloudEvent structured(JsonNode event) {
        checkVersion(JsonBody.text(event, "specversion"));
        String encoded = JsonBody.text(event, "data_base64");
        String type = JsonBody.text(event, "datacontenttype");
        return new CloudEvent(
                attribute("source", JsonBody.text(event, "source")),
                attribute("id", JsonBody.text(event, "id")),
                attribute("type", JsonBody.text(event, "type")),
                encoded == null ? event.path("data") : data(decoded(encoded), type == null ? "" : type));
    }

    /** What claims to be JSON must be; other data is read when it happens to be. */
    private static JsonNode data(byte[] bytes, String type) {
        if (type.isBlank() || type.toLowerCase(Locale.ROOT).contains("json")) {
            return JsonBody.read(bytes);
        }
        try {
            return JsonBody.looksLike(bytes) ? JsonBody.read(bytes) : MissingNode.getInstance();
        } catch (MalformedException e) {
            return MissingNode.getInstance();
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("data_base64 is not Base64");
        }
    }

    private static void checkVersion(String version) {
        if (version == null || !version.matches("1\\.\\d{1,3}|0\\.3")) {
            throw new MalformedException("this is no CloudEvent of version 1.0: specversion is missing or another one");
        }
    }

    private static String attribute(String name, String value) {
        if (value == null || value.isBlank() || value.length() > LONGEST_ATTRIBUTE) {
            throw new MalformedException(
                    "the CloudEvent's " + name + " is missing or longer than " + LONGEST_ATTRIBUTE + " characters");
        }
        return value;
    }
}
