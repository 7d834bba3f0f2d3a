package io.bakehouse.simulation;

import io.bakehouse.access.Secret;
import io.bakehouse.access.proof.Macs;
import io.bakehouse.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What Slack sends, signed as Slack does. */
public final class SlackRequest {
    /** What the bakery and Slack both know. */
    public static final Secret SECRET = new Secret("slack-secret");

    private SlackRequest() {}

    /** A form, sent at that time. */
    public static WebhookRequest signed(String form, Instant now) {
        String time = Long.toString(now.getEpochSecond());
        byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
        byte[] before = ("v0:" + time + ":").getBytes(StandardCharsets.UTF_8);
        String signature = "v0=" + HexFormat.of().formatHex(Macs.of(Macs.SHA256, SECRET.bytes(), before, bytes));
        Map<String, List<String>> headers =
                Map.of("X-Slack-Request-Timestamp", List.of(time), "X-Slack-Signature", List.of(signature));
        return new WebhookRequest("slack", "POST", "commands", Map.of(), headers, bytes);
    }
}
