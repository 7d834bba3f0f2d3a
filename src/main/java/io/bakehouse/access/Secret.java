package io.bakehouse.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that proves who somebody is, or a public key that such a proof is checked with. Never shown. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text.strip();
    }

    /** The text, for computing a proof. */
    public String text() {
        return text;
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether that is the secret; takes as long whatever the answer. */
    public boolean is(String shown) {
        return same(shown, text);
    }

    /** Whether two texts are equal, in a time that tells nothing about where they differ. */
    public static boolean same(String shown, String right) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
