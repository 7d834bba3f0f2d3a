package io.bakehouse.chat;

import io.bakehouse.access.Secret;
import io.bakehouse.access.proof.Macs;
import io.bakehouse.model.Ids;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** What proves that a click came through the server to which we gave the button: a code over its line. */
final class Tickets {
    private static final int HEX = 32;
    private final byte[] key;

    Tickets(Optional<String> token) {
        this.key = ("bakehouse-ticket:" + token.orElse("")).getBytes(StandardCharsets.UTF_8);
    }

    String ticket(String line) {
        byte[] over = Ids.digest("ticket", line).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Macs.of(Macs.SHA256, key, over)).substring(0, HEX);
    }

    boolean fits(String shown, String line) {
        return Secret.same(shown, ticket(line));
    }
}
