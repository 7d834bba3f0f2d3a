package io.bakehouse.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that travel in events, where queues and dead letters keep them: AES-256-GCM under a key that follows from the
 * bakery's token, so that any process can open what another has sealed.
 */
public final class Sealed {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String HMAC = "HmacSHA256";
    private static final String VERSION = "s1.";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** Sealed under that token; empty on a practice cloud without one. */
    public Sealed(Optional<String> token) {
        this.key = new SecretKeySpec(derived(token.orElse("")), "AES");
    }

    /** The text, for nobody but a process with the same token. */
    public String seal(String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] hidden = crypt(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = new byte[NONCE_BYTES + hidden.length];
        System.arraycopy(nonce, 0, all, 0, NONCE_BYTES);
        System.arraycopy(hidden, 0, all, NONCE_BYTES, hidden.length);
        return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** What was sealed, or empty for what was sealed under another token or changed on its way. */
    public Optional<String> open(String sealed) {
        if (sealed == null || !sealed.matches("s1\\.[A-Za-z0-9_-]{38,8192}")) {
            return Optional.empty();
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed.substring(VERSION.length()));
            byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
            byte[] hidden = java.util.Arrays.copyOfRange(all, NONCE_BYTES, all.length);
            return Optional.of(new String(crypt(Cipher.DECRYPT_MODE, nonce, hidden), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            // Without the cause: nothing about what is sealed gets out.
            throw new IllegalStateException("it cannot be sealed or opened");
        }
    }

    private static byte[] derived(String token) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(("bakehouse-sealed:" + token).getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal("chat reply".getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
