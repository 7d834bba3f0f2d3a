package io.bakehouse.webhook;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The one secret that senders and scripts show, in whichever place their tool can put it: {@code Authorization: Bearer},
 * the password of {@code Authorization: Basic}, {@code X-Bakehouse-Token}, or {@code ?token=} in the address.
 */
public final class AccessToken {
    private final Optional<String> secret;

    /** Takes the configured token; empty lets everybody in, which only the practice cloud allows. */
    public AccessToken(Optional<String> secret) {
        this.secret = secret.filter(text -> !text.isBlank());
    }

    /** Whether a token is asked for at all. */
    public boolean isSet() {
        return secret.isPresent();
    }

    /** Whether the request shows the token. */
    public boolean admits(WebhookRequest request) {
        return admits(request.headers(), request.query());
    }

    /** Whether the headers or the query show the token. */
    public boolean admits(Map<String, List<String>> headers, Map<String, List<String>> query) {
        if (secret.isEmpty()) {
            return true;
        }
        // All places are compared, always: the time taken tells nothing about where or how far the token fits.
        return shown(headers, query).filter(this::equalsSecret).count() > 0;
    }

    /** Everything that the headers or the query show as a token, right or wrong. */
    public static Stream<String> shown(Map<String, List<String>> headers, Map<String, List<String>> query) {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return Stream.of(
                        anyCase.getOrDefault("Authorization", List.of()).stream()
                                .flatMap(AccessToken::passwords),
                        anyCase.getOrDefault("X-Bakehouse-Token", List.of()).stream(),
                        query.getOrDefault("token", List.of()).stream(),
                        query.getOrDefault("access_token", List.of()).stream())
                .flatMap(values -> values);
    }

    private boolean equalsSecret(String shown) {
        return MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.UTF_8), secret.orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<String> passwords(String authorization) {
        String[] parts = authorization.strip().split("\\s+", 2);
        if (parts.length < 2) {
            return Stream.empty();
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer", "token" -> Stream.of(parts[1]);
            case "basic" -> basic(parts[1]);
            default -> Stream.empty();
        };
    }

    /** Tools disagree on the encoding of the credentials: UTF-8 or Latin-1. */
    private static Stream<String> basic(String encoded) {
        try {
            byte[] decoded = Base64.getDecoder().decode(encoded);
            return Arrays.stream(new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1})
                    .map(charset -> new String(decoded, charset))
                    .map(pair -> pair.indexOf(':') < 0 ? null : pair.substring(pair.indexOf(':') + 1))
                    .filter(Objects::nonNull);
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    @Override
    public String toString() {
        return isSet() ? "a token" : "no token";
    }
}
