package io.bakehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokenTest {
    private static final AccessToken TOKEN = new AccessToken(Optional.of("s3crét:x"));

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
        assertThat(TOKEN.admits(Map.of(name, List.of(value)), Map.of())).isEqualTo(admitted);
    }

    @Test
    void basicPasswordsComeInEitherEncoding() {
        for (java.nio.charset.Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            String encoded = Base64.getEncoder().encodeToString("bob:s3crét:x".getBytes(charset));
            assertThat(TOKEN.admits(Map.of("Authorization", List.of("Basic " + encoded)), Map.of()))
                    .isTrue();
        }
        String nameOnly = Base64.getEncoder().encodeToString("s3crét".getBytes(StandardCharsets.UTF_8));
        assertThat(TOKEN.admits(Map.of("Authorization", List.of("Basic " + nameOnly)), Map.of()))
                .isFalse();
    }

    @Test
    void theQueryIsCompared() {
        assertThat(TOKEN.admits(Map.of(), Map.of("token", List.of("wrong", "s3crét:x"))))
                .isTrue();
        assertThat(TOKEN.admits(Map.of(), Map.of("access_token", List.of("s3crét:x"))))
                .isTrue();
        assertThat(TOKEN.admits(Map.of(), Map.of())).isFalse();
    }

    @Test
    void withoutATokenEverybodyIsAdmitted() {
        assertThat(new AccessToken(Optional.of(" ")).isSet()).isFalse();
        assertThat(new AccessToken(Optional.empty()).admits(Map.of(), Map.of())).isTrue();
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

        assertThat(TOKEN + " " + request).isEqualTo("a token POST /webhooks/puppet (3 bytes)");
    }
}
