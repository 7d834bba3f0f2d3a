package io.bakehouse.access.proof;

import io.bakehouse.access.Secret;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * A code over the body's bytes in a header. There is no time in it, so the same request stays valid: its events have the
 * same ids, and are dropped. Sources: GitHub Docs, "Validating webhook deliveries"; Gitea and Forgejo, "Webhooks"; HCP
 * Terraform, "Notification configurations"; Microsoft Teams, "Create an outgoing webhook".
 */
record BodyHmac(
        String name,
        String header,
        String prefix,
        String algorithm,
        Function<Secret, byte[]> key,
        Function<byte[], String> written)
        implements Scheme {

    static final Scheme GITHUB = hex("github", "X-Hub-Signature-256", "sha256=", Macs.SHA256);
    static final Scheme GITEA = hex("gitea", "X-Gitea-Signature", "", Macs.SHA256);
    static final Scheme FORGEJO = hex("forgejo", "X-Forgejo-Signature", "", Macs.SHA256);
    static final Scheme TERRAFORM = hex("terraform", "X-TFE-Notification-Signature", "", Macs.SHA512);

    /** The key is Base64; what is none fits nothing. */
    static final Scheme TEAMS = new BodyHmac(
            "teams",
            "Authorization",
            "HMAC ",
            Macs.SHA256,
            secret -> Macs.decoded(secret.text()).orElse(new byte[0]),
            Base64.getEncoder()::encodeToString);

    private static Scheme hex(String name, String header, String prefix, String algorithm) {
        return new BodyHmac(name, header, prefix, algorithm, Secret::bytes, HexFormat.of()::formatHex);
    }

    @Override
    public boolean proves(WebhookRequest request, Secret secret, Instant now) {
        byte[] used = key.apply(secret);
        String right = prefix + written.apply(Macs.of(algorithm, used, request.body()));
        return request.header(header)
                        .filter(shown -> Secret.same(shown.strip(), right))
                        .isPresent()
                && used.length > 0;
    }
}
