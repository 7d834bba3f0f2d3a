package io.bakehouse.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids that follow from what they name, so that the same request, seen a thousand times by processes that know nothing of
 * each other, gets one id.
 */
public final class Ids {
    private static final int SHORT_HEX = 12;
    private static final String CANARY = "-canary";
    private static final Pattern SERVER_OF_BAKE = Pattern.compile("([a-z0-9-]{1,40})-[0-9a-f]{12}(" + CANARY + ")?");

    private Ids() {}

    /** Id of one bake: the family's name and twelve hex digits over family, recipe revision and cause. */
    public static String bake(String family, String revision, String cause) {
        return family + "-" + digest("bake", family, revision, cause).substring(0, SHORT_HEX);
    }

    /** What the canary of a bake is called: the builder has the bake's id as its name. */
    public static String canaryName(String bake) {
        return bake + CANARY;
    }

    /** The family of the bake whose builder or canary may have that name; empty for any other name. */
    public static Optional<String> familyOfServer(String name) {
        Matcher server = SERVER_OF_BAKE.matcher(name);
        return server.matches() ? Optional.of(server.group(1)) : Optional.empty();
    }

    /** The family of the bake that may have that id; empty for what is no bake's id. */
    public static Optional<String> familyOfBake(String id) {
        return id.endsWith(CANARY) ? Optional.empty() : familyOfServer(id);
    }

    /** Id of one batch: the family's name and twelve hex digits over family, image and cause. */
    public static String batch(String family, String image, String cause) {
        return family + "-" + digest("batch", family, image, cause).substring(0, SHORT_HEX);
    }

    /** Id of one command: its name and twelve hex digits over what it is about and what makes two requests the same. */
    public static String command(String name, String about, String cause) {
        return name + "-" + digest("command", name, about, cause).substring(0, SHORT_HEX);
    }

    /** Id of one rollout: the family's name and twelve hex digits over family, image and cause. */
    public static String rollout(String family, String image, String cause) {
        return family + "-" + digest("rollout", family, image, cause).substring(0, SHORT_HEX);
    }

    /** The UUID under which the record of a bake or batch stands in Glance, which refuses to give one id twice. */
    public static String record(String kind, String id) {
        ByteBuffer hash = ByteBuffer.wrap(HexFormat.of().parseHex(digest("record", kind, id)));
        // Version 8 of RFC 9562: a custom, vendor-defined layout.
        long high = (hash.getLong() & ~0xf000L) | 0x8000L;
        long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** SHA-256 over the parts in hex; each part is preceded by its length, so that no two lists of parts agree. */
    public static String digest(String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
