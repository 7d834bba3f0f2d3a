package io.bakehouse.engine.sinks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A symmetric key of Standard Webhooks; it shows itself to nobody. */
final class SigningKey {
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    private SigningKey(byte[] key) {
        this.key = key;
    }

    /** The key in that text, {@code whsec_} and Base64; empty when it is none, or too short to be safe. */
    static Optional<SigningKey> of(String text) {
        String line = text.strip();
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(line.substring(PREFIX.length()));
            return key.length < SHORTEST ? Optional.empty() : Optional.of(new SigningKey(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One signature as it stands in the header. */
    String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "a signing key";
    }
}
