package io.bakehouse.access.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Ed25519 signatures under a raw public key of 32 bytes. Source: RFC 8032; the key's envelope is that of RFC 8410. */
final class Ed25519 {
    private static final byte[] ENVELOPE = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_BYTES = 32;

    private Ed25519() {}

    /** Whether the signature is over all parts, one after the other; false for whatever is no key or no signature. */
    static boolean fits(byte[] key, byte[] signature, byte[]... parts) {
        if (key.length != KEY_BYTES) {
            return false;
        }
        byte[] encoded = new byte[ENVELOPE.length + KEY_BYTES];
        System.arraycopy(ENVELOPE, 0, encoded, 0, ENVELOPE.length);
        System.arraycopy(key, 0, encoded, ENVELOPE.length, KEY_BYTES);
        try {
            PublicKey known = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(known);
            for (byte[] part : parts) {
                check.update(part);
            }
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
