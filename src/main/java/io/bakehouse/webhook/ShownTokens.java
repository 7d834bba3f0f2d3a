package io.bakehouse.webhook;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The secrets that senders and scripts show, in whichever place their tool can put them: {@code Authorization: Bearer},
 * the password of {@code Authorization: Basic}, {@code X-Bakehouse-Token}, or {@code ?token=} in the address.
 */
public final class ShownTokens {
    private ShownTokens() {}

    /** Everything that the headers or the query show as a token, right or wrong. */
    public static Stream<String> of(Map<String, List<String>> headers, Map<String, List<String>> query) {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return Stream.of(
                        anyCase.getOrDefault("Authorization", List.of()).stream()
                                .flatMap(ShownTokens::passwords),
                        anyCase.getOrDefault("X-Bakehouse-Token", List.of()).stream(),
                        query.getOrDefault("token", List.of()).stream(),
                        query.getOrDefault("access_token", List.of()).stream())
                .flatMap(values -> values);
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
}
