package io.bakehouse.engine.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Events as Lambda writes them, in JSON. */
final class Jsons {
    static final ObjectMapper JSON = new ObjectMapper();

    private Jsons() {}

    /** A captured or published example. */
    static String fixture(String name) {
        try (InputStream in = Jsons.class.getResourceAsStream("/fixtures/aws/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Lambda writes for messages of a queue, beyond what we read of it. */
    static byte[] queueEvent(SqsEvent event) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode records = json.putArray("Records");
        for (SqsEvent.Message message : event.records()) {
            ObjectNode record = records.addObject();
            record.put("messageId", message.messageId()).put("receiptHandle", message.receiptHandle());
            record.put("body", message.body()).put("eventSource", "aws:sqs").put("awsRegion", "eu-west-1");
            record.put("eventSourceARN", message.eventSourceArn());
            record.set("attributes", JSON.valueToTree(message.attributes()));
            ObjectNode attributes = record.putObject("messageAttributes");
            message.messageAttributes()
                    .forEach((name, value) -> attributes
                            .putObject(name)
                            .put("stringValue", value.stringValue())
                            .put("dataType", "String")
                            .set("stringListValues", JSON.createArrayNode()));
        }
        return bytes(json);
    }

    /** What a Function URL writes for a request, after the published example. */
    static byte[] urlEvent(String method, String path, Map<String, String> headers, String body) {
        ObjectNode json = (ObjectNode) read(fixture("function-url-slack-command.json"));
        String[] parts = path.split("\\?", 2);
        json.put("rawPath", parts[0]).put("rawQueryString", parts.length > 1 ? parts[1] : "");
        ObjectNode http = (ObjectNode) json.path("requestContext").path("http");
        http.put("method", method).put("path", parts[0]);
        Map<String, String> all = new HashMap<>(headers);
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        all.put("content-length", String.valueOf(content.length));
        all.put("host", json.path("requestContext").path("domainName").asText());
        json.set("headers", JSON.valueToTree(all));
        json.put("body", Base64.getEncoder().encodeToString(content)).put("isBase64Encoded", true);
        return bytes(json);
    }

    /** What Slack sent in that example. */
    static String slackForm() {
        String body =
                read(fixture("function-url-slack-command.json")).path("body").asText();
        return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(byte[] text) {
        return read(new String(text, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
