package io.bakehouse.command;

import io.bakehouse.access.ChatUser;
import io.bakehouse.access.Secret;
import io.bakehouse.access.proof.Macs;
import io.bakehouse.model.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Codes with which one person, in one channel, confirms one command that does exactly what was shown. Any process can
 * check them and nobody has to remember them. A code is good once because what it causes has one id, and because the
 * plan fits no more when it was carried out.
 */
public final class Confirmation {
    /** How long somebody may think about it. */
    public static final Duration VALID = Duration.ofMinutes(10);

    private static final int MAC_HEX = 20;
    private static final Pattern CODE = Pattern.compile("([0-9a-f]{12})-(\\d{10,11})-([0-9a-f]{" + MAC_HEX + "})");

    private final byte[] key;

    /** Codes of the bakery with that token; empty on a practice cloud without one. */
    public Confirmation(Optional<String> token) {
        this.key = ("bakehouse-confirm:" + token.orElse("")).getBytes(StandardCharsets.UTF_8);
    }

    /** The code for a command, written in its normal form, whose plan has that hash. */
    public String code(ChatUser user, String line, String plan, Instant now) {
        String end = Long.toString(now.plus(VALID).getEpochSecond());
        return plan + "-" + end + "-" + mac(user, line, plan, end);
    }

    /** Why the code does not confirm that command, or empty when it does. */
    public Optional<String> refusal(String code, ChatUser user, String line, Instant now) {
        Matcher parts = CODE.matcher(code);
        if (!parts.matches() || !Secret.same(parts.group(3), mac(user, line, parts.group(1), parts.group(2)))) {
            return Optional.of("that code does not confirm this command: it is good for one person, one channel and one"
                    + " target. Give the command without it to get your own");
        }
        if (now.getEpochSecond() > Long.parseLong(parts.group(2))) {
            return Optional.of("that code was good for " + VALID.toMinutes()
                    + " minutes and has expired. Give the command without it to get a new one");
        }
        return Optional.empty();
    }

    /** The hash of the plan that was shown. */
    public static String plan(String code) {
        Matcher parts = CODE.matcher(code);
        return parts.matches() ? parts.group(1) : "";
    }

    /** What a confirmed command is caused by: however often the code is used, that is one command. */
    public static String cause(String code) {
        return "confirmed-" + Ids.digest("confirmed", code).substring(0, 20);
    }

    private String mac(ChatUser user, String line, String plan, String end) {
        String over = Ids.digest(user.product(), user.team(), user.user(), user.channel(), line, plan, end);
        byte[] mac = Macs.of(Macs.SHA256, key, over.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac).substring(0, MAC_HEX);
    }
}
