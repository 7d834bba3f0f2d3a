package io.bakehouse.access.proof;

import io.bakehouse.access.Secret;
import io.bakehouse.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;

/**
 * How Chef's clients sign for a Chef Server, which they do to a data collector without a token: the client's RSA key over
 * method, path, body, time and name. The secret is the client's public key in PEM. Versions 1.0 and 1.1 of the protocol,
 * which is what chef sends; source: mixlib-authentication, {@code signedheaderauth.rb}.
 */
final class ChefServer implements Scheme {
    private static final int MOST_LINES = 20;

    @Override
    public String name() {
        return "chef-server";
    }

    @Override
    public boolean proves(WebhookRequest request, Secret secret, Instant now) {
        String sign = request.header("X-Ops-Sign").orElse("");
        String user = request.header("X-Ops-Userid").orElse("");
        String time = request.header("X-Ops-Timestamp").orElse("");
        String content = sha1(request.body());
        if (!sign.contains("algorithm=sha1") || !isRecent(time, now)) {
            return false;
        }
        String name = sign.contains("version=1.1") ? sha1(user.getBytes(StandardCharsets.UTF_8)) : user;
        Optional<String> signed = opened(secret, signature(request));
        // The client signs the address that it was told; a proxy before us may have put another before ours.
        return signed.isPresent()
                && Stream.of("/webhooks/" + request.sender() + "/" + request.rest(), "/" + request.rest())
                                .map(ChefServer::canonical)
                                .map(path -> "Method:" + request.method() + "\nHashed Path:"
                                        + sha1(path.getBytes(StandardCharsets.UTF_8)) + "\nX-Ops-Content-Hash:"
                                        + content
                                        + "\nX-Ops-Timestamp:" + time + "\nX-Ops-UserId:" + name)
                                .filter(text -> Secret.same(text, signed.get()))
                                .count()
                        > 0;
    }

    private static boolean isRecent(String time, Instant now) {
        try {
            return Duration.between(Instant.parse(time), now).abs().compareTo(WINDOW) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static byte[] signature(WebhookRequest request) {
        StringBuilder lines = new StringBuilder();
        for (int line = 1; line <= MOST_LINES; line++) {
            lines.append(request.header("X-Ops-Authorization-" + line).orElse(""));
        }
        return Macs.decoded(lines.toString()).orElse(new byte[0]);
    }

    /** What the private key has sealed: in these versions the text itself, not a hash of it. */
    private static Optional<String> opened(Secret pem, byte[] signature) {
        String base64 = pem.text().replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            byte[] encoded = Macs.decoded(base64).orElse(new byte[0]);
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
            Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.DECRYPT_MODE, key);
            return Optional.of(new String(rsa.doFinal(signature), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static String canonical(String path) {
        String single = path.replaceAll("/+", "/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }

    private static String sha1(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
