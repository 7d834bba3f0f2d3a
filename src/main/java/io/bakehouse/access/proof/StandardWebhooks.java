package io.bakehouse.access.proof;

import io.bakehouse.access.Secret;
import io.bakehouse.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Standard Webhooks 1.0: HMAC ({@code v1}, secret {@code whsec_…}) or Ed25519 ({@code v1a}, public key {@code whpk_…}) over
 * id, time and body. The header may list several signatures, of which one has to fit. Source: standard-webhooks,
 * {@code spec/standard-webhooks.md}.
 */
public final class StandardWebhooks implements Scheme {
    private static final String SECRET = "whsec_";
    private static final String PUBLIC_KEY = "whpk_";
    private static final int MOST_SIGNATURES = 10;

    @Override
    public String name() {
        return "standard-webhooks";
    }

    @Override
    public boolean proves(WebhookRequest request, Secret secret, Instant now) {
        String id = request.header("webhook-id").orElse("");
        String time = request.header("webhook-timestamp").orElse("");
        String[] shown = request.header("webhook-signature").orElse("").split(" ", MOST_SIGNATURES + 1);
        byte[] before = before(id, time);
        boolean signed = secret.text().startsWith(PUBLIC_KEY)
                ? isSigned(shown, secret, before, request.body())
                : isCoded(shown, secret, before, request.body());
        return signed && !id.isEmpty() && Scheme.isRecent(time, now);
    }

    /** The value of the header for a message of ours: one signature for each secret. */
    public static String signature(String id, long seconds, byte[] body, Iterable<Secret> secrets) {
        StringBuilder all = new StringBuilder();
        for (Secret secret : secrets) {
            byte[] key = key(secret)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a secret of Standard Webhooks is 'whsec_' and Base64 behind it"));
            all.append(all.length() == 0 ? "" : " ").append(coded(key, before(id, Long.toString(seconds)), body));
        }
        return all.toString();
    }

    /** Whether a message can be signed with it. */
    public static boolean isKey(Secret secret) {
        return key(secret).isPresent();
    }

    private static boolean isCoded(String[] shown, Secret secret, byte[] before, byte[] body) {
        Optional<byte[]> key = key(secret);
        if (key.isEmpty()) {
            return false;
        }
        String right = coded(key.get(), before, body);
        return Arrays.stream(shown)
                        .filter(signature -> Secret.same(signature, right))
                        .count()
                > 0;
    }

    private static boolean isSigned(String[] shown, Secret secret, byte[] before, byte[] body) {
        Optional<byte[]> key = Macs.decoded(secret.text().substring(PUBLIC_KEY.length()));
        return Arrays.stream(shown)
                .filter(signature -> signature.startsWith("v1a,"))
                .flatMap(signature -> Macs.decoded(signature.substring(4)).stream())
                .anyMatch(signature -> Ed25519.fits(key.orElse(new byte[0]), signature, before, body));
    }

    private static Optional<byte[]> key(Secret secret) {
        String text = secret.text();
        return Macs.decoded(text.startsWith(SECRET) ? text.substring(SECRET.length()) : text)
                .filter(key -> key.length > 0);
    }

    private static String coded(byte[] key, byte[] before, byte[] body) {
        return "v1," + Base64.getEncoder().encodeToString(Macs.of(Macs.SHA256, key, before, body));
    }

    private static byte[] before(String id, String time) {
        return (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
    }
}
