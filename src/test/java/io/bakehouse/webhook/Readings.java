package io.bakehouse.webhook;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Messages of senders, and what becomes of them when they are read. */
final class Readings {
    private Readings() {}

    static String problem(String sender, String body) {
        return catchThrowableOfType(MalformedException.class, () -> read(request(sender, body)))
                .getMessage();
    }

    static Report report(String sender, String body) {
        return ((Reading.Reports) read(request(sender, body))).reports().get(0);
    }

    static Reading read(WebhookRequest request) {
        return Senders.known().named(request.sender()).orElseThrow().read(request, Instant.EPOCH);
    }

    static WebhookRequest request(String sender, String body) {
        return headed(sender, body, Map.of());
    }

    static WebhookRequest headed(String sender, String body, Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new WebhookRequest(sender, "POST", "", Map.of(), lists, body.getBytes(StandardCharsets.UTF_8));
    }

    static WebhookRequest with(WebhookRequest request, byte[] body) {
        return new WebhookRequest(
                request.sender(), request.method(), request.rest(), request.query(), request.headers(), body);
    }
}
