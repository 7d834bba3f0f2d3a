package io.bakehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private static final Access ACCESS = Access.byToken(Optional.of("s3crét:x"));

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer s3crét:x, true",
        "authorization, bearer   s3crét:x, true",
        "X-Bakehouse-Token, s3crét:x, true",
        "Authorization, Bearer s3crét, false",
        "Authorization, Bearer, false",
        "Authorization, s3crét:x, false",
        "Authorization, Basic %%%, false",
        "Authorization, Digest s3crét:x, false",
        "X-Bakehouse-Token, '', false",
        "X-Other, s3crét:x, false"
    })
    void headersAreCompared(String name, String value, boolean admitted) {
        assertThat(admits(Map.of(name, List.of(value)), Map.of())).isEqualTo(admitted);
    }

    @Test
    void basicPasswordsComeInEitherEncoding() {
        for (java.nio.charset.Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            String encoded = Base64.getEncoder().encodeToString("bob:s3crét:x".getBytes(charset));
            assertThat(admits(Map.of("Authorization", List.of("Basic " + encoded)), Map.of()))
                    .isTrue();
        }
        String nameOnly = Base64.getEncoder().encodeToString("s3crét".getBytes(StandardCharsets.UTF_8));
        assertThat(admits(Map.of("Authorization", List.of("Basic " + nameOnly)), Map.of()))
                .isFalse();
    }

    @Test
    void theQueryIsCompared() {
        assertThat(admits(Map.of(), Map.of("token", List.of("wrong", "s3crét:x"))))
                .isTrue();
        assertThat(admits(Map.of(), Map.of("access_token", List.of("s3crét:x"))))
                .isTrue();
        assertThat(admits(Map.of(), Map.of())).isFalse();
    }

    @Test
    void withoutATokenEverybodyIsAdmitted() {
        assertThat(Access.byToken(Optional.of(" ")).isGuarded()).isFalse();
        assertThat(Access.byToken(Optional.empty()).scripter(Map.of(), Map.of()))
                .isPresent();
    }

    @Test
    void neitherTheTokenNorTheRequestShowsASecretAsText() {
        WebhookRequest request = new WebhookRequest(
                "puppet",
                "POST",
                "",
                Map.of("token", List.of("s3crét:x")),
                Map.of("Authorization", List.of("Bearer s3crét:x")),
                new byte[3]);

        assertThat(new Secret("s3crét:x") + " " + request).isEqualTo("*** POST /webhooks/puppet (3 bytes)");
    }

    private static boolean admits(Map<String, List<String>> headers, Map<String, List<String>> query) {
        WebhookRequest request = new WebhookRequest("puppet", "POST", "", query, headers, new byte[0]);
        boolean webhook = ACCESS.admit("puppet", request, Instant.EPOCH).isPresent();
        assertThat(ACCESS.scripter(headers, query).isPresent())
                .as("as a script")
                .isEqualTo(webhook);
        return webhook;
    }
}
