package io.bakehouse.access.proof;

import io.bakehouse.access.Secret;
import io.bakehouse.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/** Source: Slack, "Verifying requests from Slack". */
final class SlackV0 implements Scheme {
    @Override
    public String name() {
        return "slack";
    }

    @Override
    public boolean onlyOnce() {
        return true;
    }

    @Override
    public boolean proves(WebhookRequest request, Secret secret, Instant now) {
        String time = request.header("X-Slack-Request-Timestamp").orElse("");
        byte[] before = ("v0:" + time + ":").getBytes(StandardCharsets.UTF_8);
        String right = "v0=" + HexFormat.of().formatHex(Macs.of(Macs.SHA256, secret.bytes(), before, request.body()));
        boolean signed = Secret.same(request.header("X-Slack-Signature").orElse(""), right);
        return signed && Scheme.isRecent(time, now);
    }
}
