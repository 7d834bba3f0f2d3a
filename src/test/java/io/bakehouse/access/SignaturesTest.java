package io.bakehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.access.proof.Schemes;
import io.bakehouse.webhook.Fixture;
import io.bakehouse.webhook.WebhookRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signed request that was captured, and the vectors that Slack, GitHub and Standard Webhooks publish. */
class SignaturesTest {
    /** Other people's text, which is not ours to ship. */
    private static final String NOT_SHIPPED = "github/push-octokit-example";

    private static final Map<String, String> SENDERS = Map.of(
            "github-hmac-sha256", "github",
            "standard-webhooks-v1", "standard-webhooks",
            "standard-webhooks", "standard-webhooks",
            "tfe-hmac-sha512", "terraform-cloud",
            "slack-v0", "slack",
            "discord-ed25519", "discord",
            "teams-hmac-sha256", "teams");

    /** One signed request, and whether it is what it claims to be. */
    record Vector(String name, String sender, WebhookRequest request, Secret secret, Instant now, boolean valid) {
        boolean isAdmitted(WebhookRequest instead, Instant at, Secret... secrets) {
            SenderAccess access = new SenderAccess(sender, Schemes.of(sender), List.of(secrets), Map.of(), Rights.ALL);
            return new Access(Optional.of(new Secret("general")), Map.of(sender, access), List.of(), List.of())
                    .admit(sender, instead, at)
                    .isPresent();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Vector> vectors() throws IOException {
        try (InputStream in = SignaturesTest.class.getResourceAsStream("/fixtures/signatures.json")) {
            JsonNode rows = new ObjectMapper().readTree(in);
            return StreamSupport.stream(rows.spliterator(), false)
                    .filter(row -> !row.get("name").asText().equals(NOT_SHIPPED))
                    .map(SignaturesTest::vector);
        }
    }

    static Stream<Vector> valid() throws IOException {
        return vectors().filter(Vector::valid);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aSignatureIsGoodOrNot(Vector vector) {
        assertThat(vector.isAdmitted(vector.request(), vector.now(), vector.secret()))
                .isEqualTo(vector.valid());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void theOldSecretWillDoDuringARotation(Vector vector) {
        assertThat(vector.isAdmitted(vector.request(), vector.now(), new Secret("new"), vector.secret()))
                .isTrue();
        assertThat(vector.isAdmitted(vector.request(), vector.now(), new Secret("new")))
                .isFalse();
        assertThat(vector.isAdmitted(vector.request(), vector.now()))
                .as("the general token")
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void oneBitIsEnoughToSpoilIt(Vector vector) {
        WebhookRequest request = vector.request();
        for (int at = 0; at < request.body().length; at += 1 + request.body().length / 40) {
            byte[] body = request.body().clone();
            body[at] ^= 1;
            assertThat(vector.isAdmitted(with(request, body, request.headers()), vector.now(), vector.secret()))
                    .as("bit %d", at * 8)
                    .isFalse();
        }
        byte[] cut = java.util.Arrays.copyOf(request.body(), request.body().length - 1);
        assertThat(vector.isAdmitted(with(request, cut, request.headers()), vector.now(), vector.secret()))
                .isFalse();
        assertThat(vector.isAdmitted(with(request, request.body(), Map.of()), vector.now(), vector.secret()))
                .as("without the header")
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void aTimeThatIsSignedIsTrueForFiveMinutes(Vector vector) {
        boolean timed = List.of("slack", "discord", "standard-webhooks").contains(vector.sender());
        for (Duration away : List.of(Duration.ofSeconds(301), Duration.ofSeconds(-301), Duration.ofDays(400))) {
            Instant then = vector.now().plus(away);
            assertThat(vector.isAdmitted(vector.request(), then, vector.secret()))
                    .as("%s away", away)
                    .isEqualTo(!timed);
        }
        assertThat(vector.isAdmitted(vector.request(), vector.now().plusSeconds(299), vector.secret()))
                .isTrue();
    }

    @Test
    void chefsClientsSignWithTheirKeys() throws IOException {
        String pem;
        try (InputStream in = SignaturesTest.class.getResourceAsStream("/fixtures/chef/client-key.pub")) {
            pem = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String file : List.of("run-start", "run-converge")) {
            WebhookRequest request = Fixture.request("chef/data-collector-chef-server-mode-" + file + ".http");
            Instant signed = Instant.parse(request.header("X-Ops-Timestamp").orElseThrow());
            assertThat(chef(Map.of("node-01.example.org", pem), request, signed))
                    .isTrue();
            assertThat(chef(Map.of("node-02.example.org", pem), request, signed))
                    .isFalse();
            assertThat(chef(Map.of("node-01.example.org", pem), request, signed.plusSeconds(301)))
                    .isFalse();
            byte[] other = request.body().clone();
            other[30] ^= 1;
            assertThat(chef(Map.of("node-01.example.org", pem), with(request, other, request.headers()), signed))
                    .isFalse();
        }
    }

    @Test
    void tokensAreShownInManyPlaces() {
        assertThat(shows("mattermost/command-bake.http", "xr3j5x3p4pfk7kk6ck7b4e6ghh"))
                .isTrue();
        assertThat(shows("mattermost/command-get.http", "xr3j5x3p4pfk7kk6ck7b4e6ghh"))
                .isTrue();
        assertThat(shows("mattermost/command-wrong-token.http", "xr3j5x3p4pfk7kk6ck7b4e6ghh"))
                .isFalse();
        assertThat(shows("gitlab/push-main.http", "glt_3f9c")).isTrue();
        assertThat(shows("gitlab/wrong-token.http", "glt_3f9c")).isFalse();
        assertThat(shows(
                        "chef/data-collector-changed-run-start.http",
                        "93a49a4f2482c64126f7b6015e6b0f30284287ee4054ff8807fb63d9cbd1c506"))
                .isTrue();
        WebhookRequest inPath =
                new WebhookRequest("cloud-init", "POST", "s3cret/4d8b", Map.of(), Map.of(), new byte[0]);
        assertThat(shows("cloud-init", inPath, "s3cret")).isTrue();
        assertThat(shows("cloud-init", inPath, "4d8")).isFalse();
    }

    private static boolean shows(String file, String secret) {
        return shows(file.substring(0, file.indexOf('/')), Fixture.request(file), secret);
    }

    private static boolean shows(String sender, WebhookRequest request, String secret) {
        return new Vector(sender, sender, request, new Secret(secret), Instant.EPOCH, true)
                .isAdmitted(request, Instant.EPOCH, new Secret(secret));
    }

    private static boolean chef(Map<String, String> keys, WebhookRequest request, Instant now) {
        Map<String, Secret> secrets = new HashMap<>();
        keys.forEach((client, pem) -> secrets.put(client, new Secret(pem)));
        SenderAccess access = new SenderAccess("chef", Schemes.of("chef"), List.of(), secrets, Rights.ALL);
        return new Access(Optional.empty(), Map.of("chef", access), List.of(), List.of())
                .admit("chef", request, now)
                .isPresent();
    }

    private static WebhookRequest with(WebhookRequest request, byte[] body, Map<String, List<String>> headers) {
        return new WebhookRequest(request.sender(), request.method(), request.rest(), request.query(), headers, body);
    }

    private static Vector vector(JsonNode row) {
        String sender = SENDERS.get(row.get("scheme").asText());
        String key = row.path("secret").isTextual() ? "secret" : "public_key";
        Instant now = Instant.ofEpochSecond(row.path("now").asLong());
        return new Vector(
                row.get("name").asText(),
                sender,
                row.has("file") ? Fixture.request(row.get("file").asText()) : published(row, sender),
                new Secret(row.get(key).asText()),
                now,
                row.get("valid").asBoolean());
    }

    private static WebhookRequest published(JsonNode row, String sender) {
        Map<String, List<String>> headers = new HashMap<>();
        String signature = row.get("signature").asText();
        switch (sender) {
            case "github" -> headers.put("X-Hub-Signature-256", List.of(signature));
            case "slack" -> {
                headers.put("X-Slack-Signature", List.of(signature));
                headers.put(
                        "X-Slack-Request-Timestamp",
                        List.of(row.get("timestamp").asText()));
            }
            default -> {
                headers.put("webhook-id", List.of(row.get("id").asText()));
                headers.put("webhook-timestamp", List.of(row.get("timestamp").asText()));
                headers.put("webhook-signature", List.of(signature));
            }
        }
        byte[] body = row.get("body").asText().getBytes(StandardCharsets.UTF_8);
        return new WebhookRequest(sender, "POST", "", Map.of(), headers, body);
    }
}
