package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Any sender that follows Standard Webhooks (Svix and others): {@code webhook-id}, and a JSON object with {@code type} and
 * {@code data}, which is a {@link PlainRun}. Source: standard-webhooks, {@code spec/standard-webhooks.md}.
 */
final class StandardWebhooks implements Sender {
    private static final int LONGEST_TYPE = 256;

    @Override
    public String name() {
        return "standard-webhooks";
    }

    @Override
    public Reading read(WebhookRequest request, Instant now) {
        JsonNode body = JsonBody.object(request.body(), "message of Standard Webhooks");
        String type = JsonBody.text(body, "type");
        if (type == null || type.isBlank() || type.length() > LONGEST_TYPE) {
            throw new MalformedException("the JSON has no usable type, such as converge.completed");
        }
        JsonNode data = body.path("data");
        String id = request.header("webhook-id").orElse(null);
        if (id == null || id.isBlank() || id.length() > LONGEST_TYPE) {
            throw new MalformedException(
                    "the header webhook-id is missing: it is what tells a retry from a new message");
        }
        return PlainRun.wanted(type, id, data)
                .orElseGet(() -> PlainRun.isAboutServer(data)
                        ? new Reading.Reports(List.of(PlainRun.report(request, type, type, id, data, now)
                                .detail("message_id", id)
                                .build()))
                        : new Reading.Ignored(
                                type, "ignored", "the data names no server and no host", Map.of("message_id", id)));
    }
}
