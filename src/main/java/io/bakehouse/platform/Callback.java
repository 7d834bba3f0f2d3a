package io.bakehouse.platform;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Marks;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The address that one builder or canary reports to. The secret in it follows from bake, role and the bakery's own
 * token, so that any process can check it and nobody has to remember it; it is good for that server's report and for
 * nothing else, and worth nothing once the bake has moved on.
 */
public final class Callback {
    private static final String HMAC = "HmacSHA256";
    private static final Pattern TICKET =
            Pattern.compile("bake\\.([a-z0-9-]{1,60})\\.(builder|canary)\\.([A-Za-z0-9_-]{43})");

    private final Optional<String> base;
    private final SecretKeySpec key;

    /**
     * Callbacks of this bakery.
     *
     * @param base address at which servers reach it, empty when nobody has said so
     * @param secret the bakery's token; empty on a practice cloud without one
     */
    public Callback(Optional<String> base, Optional<String> secret) {
        this.base = base.map(address -> address.replaceAll("/+$", ""));
        this.key =
                new SecretKeySpec(("bakehouse-callback:" + secret.orElse("")).getBytes(StandardCharsets.UTF_8), HMAC);
    }

    /** The address for that server, or empty when nobody has said how servers reach this bakery. */
    public Optional<String> url(String sender, String bake, String role) {
        return base.map(address -> address + "/webhooks/" + sender + "?token=" + ticket(bake, role));
    }

    /** The secret for that server. */
    public String ticket(String bake, String role) {
        return "bake." + bake + "." + role + "." + code(bake, role);
    }

    /** Whom the secret was given to, or empty when we never gave it to anybody. */
    public Optional<ConfigRun.Caller> caller(String shown) {
        Matcher ticket = TICKET.matcher(shown);
        if (!ticket.matches()) {
            return Optional.empty();
        }
        String bake = ticket.group(1);
        String role = ticket.group(2).equals("builder") ? Marks.ROLE_BUILDER : Marks.ROLE_CANARY;
        boolean fits = MessageDigest.isEqual(
                ticket.group(3).getBytes(StandardCharsets.UTF_8),
                code(bake, role).getBytes(StandardCharsets.UTF_8));
        return fits ? Optional.of(new ConfigRun.Caller(bake, role)) : Optional.empty();
    }

    private String code(String bake, String role) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] code = mac.doFinal((bake + "." + role).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
