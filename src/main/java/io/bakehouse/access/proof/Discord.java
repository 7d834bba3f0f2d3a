package io.bakehouse.access.proof;

import io.bakehouse.access.Secret;
import io.bakehouse.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/** The secret is the application's public key, in hex. Source: Discord, "Receiving and Responding to Interactions". */
final class Discord implements Scheme {
    private static final String HEX = "([0-9a-fA-F]{2}){1,64}";

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public boolean onlyOnce() {
        return true;
    }

    @Override
    public boolean proves(WebhookRequest request, Secret secret, Instant now) {
        String time = request.header("X-Signature-Timestamp").orElse("");
        String signature = request.header("X-Signature-Ed25519").orElse("");
        if (!secret.text().matches(HEX) || !signature.matches(HEX)) {
            return false;
        }
        boolean signed = Ed25519.fits(
                HexFormat.of().parseHex(secret.text()),
                HexFormat.of().parseHex(signature),
                time.getBytes(StandardCharsets.UTF_8),
                request.body());
        return signed && Scheme.isRecent(time, now);
    }
}
