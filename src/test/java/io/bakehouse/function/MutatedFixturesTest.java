package io.bakehouse.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.access.Access;
import io.bakehouse.access.Rights;
import io.bakehouse.access.Secret;
import io.bakehouse.access.SenderAccess;
import io.bakehouse.access.proof.Schemes;
import io.bakehouse.model.Recipes;
import io.bakehouse.platform.Callback;
import io.bakehouse.webhook.Fixture;
import io.bakehouse.webhook.Senders;
import io.bakehouse.webhook.WebhookRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Captured requests that were tampered with, cut off, sent too late, or sent by somebody who knows no secret. */
class MutatedFixturesTest {
    private static final Instant SENT = Instant.ofEpochSecond(1_795_396_200);
    private static final String TOKEN = "the-general-token";
    private static final Recipes RECIPES = new Recipes(List.of(Given.recipe("web")));
    private static final int FLIPS = 60;

    /** What everybody is told who does not prove who they are. */
    private static final Receipt UNKNOWN = Receipt.problem(401, "the token or the signature is missing or wrong");

    static Stream<Fixture> fixtures() throws IOException {
        return Fixture.all().filter(fixture -> !fixture.request().method().equals("OPTIONS"));
    }

    /** Genuine requests that carry a signature, each with its secret. */
    static Stream<Map.Entry<WebhookRequest, Secret>> signed() throws IOException {
        try (InputStream in = Fixture.class.getResourceAsStream("/fixtures/signatures.json")) {
            JsonNode rows = new ObjectMapper().readTree(in);
            return StreamSupport.stream(rows.spliterator(), false)
                    .filter(row -> row.has("file") && row.get("valid").asBoolean())
                    .filter(row -> row.get("file").asText().matches("(github/p.*main|gitlab|standard|terraform).*"))
                    .map(row -> Map.entry(
                            Fixture.request(row.get("file").asText()),
                            new Secret(row.path("secret")
                                    .asText(row.path("public_key").asText()))));
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void withoutTheTokenEveryRequestIsAnsweredTheSame(Fixture fixture) {
        WebhookRequest request = fixture.request();
        for (byte[] body : mutations(request.body())) {
            assertThat(general(with(request, body, Map.of()))).isEqualTo(UNKNOWN);
            assertThat(general(with(request, body, Map.of("token", List.of("wrong")))))
                    .isEqualTo(UNKNOWN);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void whatIsReadAndWhatIsNotIsTheSendersFault(Fixture fixture) {
        WebhookRequest request = fixture.request();
        for (byte[] body : mutations(request.body())) {
            Map<String, List<String>> query = new HashMap<>(request.query());
            query.put("token", List.of(TOKEN));
            Receipt receipt = general(with(request, body, query));
            assertThat(receipt.status()).as(receipt.toString()).isIn(200, 202, 400, 404, 415);
            assertThat(receipt.words()).allMatch(words -> !words.isBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("signed")
    void whatWasSignedIsAcceptedAndNothingElse(Map.Entry<WebhookRequest, Secret> sent) {
        WebhookRequest request = sent.getKey();
        Receipt genuine = receive(request, sent.getValue(), SENT);
        assertThat(genuine.isProblem()).as(genuine.toString()).isFalse();
        assertThat(receive(request, sent.getValue(), SENT).events())
                .as("a replay is the same event, which the queue drops")
                .isEqualTo(genuine.events());
        for (byte[] body : mutations(request.body())) {
            if (!Arrays.equals(body, request.body())) {
                assertThat(receive(with(request, body, request.query()), sent.getValue(), SENT))
                        .isEqualTo(UNKNOWN);
            }
        }
        assertThat(receive(request, new Secret("wrong"), SENT)).isEqualTo(UNKNOWN);
        boolean timed = request.header("webhook-timestamp").isPresent();
        Receipt late = receive(request, sent.getValue(), SENT.plus(Duration.ofSeconds(301)));
        assertThat(late.isProblem()).isEqualTo(timed);
        if (timed) {
            assertThat(late).isEqualTo(UNKNOWN);
        }
    }

    /** The body as it was, cut off at several places, and with single bits flipped. */
    private static List<byte[]> mutations(byte[] body) {
        List<byte[]> all = new ArrayList<>(List.of(body, new byte[0]));
        SplittableRandom random = new SplittableRandom(body.length);
        for (int i = 0; i < FLIPS && body.length > 0; i++) {
            byte[] flipped = body.clone();
            flipped[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
            all.add(flipped);
            if (i % 6 == 0) {
                all.add(Arrays.copyOf(body, random.nextInt(body.length)));
            }
        }
        return all;
    }

    private static Receipt general(WebhookRequest request) {
        return receiver(Access.byToken(Optional.of(TOKEN)), SENT).receiveWebhook(request);
    }

    private static Receipt receive(WebhookRequest request, Secret secret, Instant now) {
        String sender = request.sender();
        SenderAccess own = new SenderAccess(sender, Schemes.of(sender), List.of(secret), Map.of(), Rights.ALL);
        Access access = new Access(Optional.of(new Secret(TOKEN)), Map.of(sender, own), List.of(), List.of());
        return receiver(access, now).receiveWebhook(request);
    }

    private static ReceiveWebhook receiver(Access access, Instant now) {
        Callback callback = new Callback(Optional.empty(), Optional.of(TOKEN));
        return new ReceiveWebhook(Senders.known(), access, callback, RECIPES, InstantSource.fixed(now));
    }

    private static WebhookRequest with(WebhookRequest request, byte[] body, Map<String, List<String>> query) {
        return new WebhookRequest(request.sender(), request.method(), request.rest(), query, request.headers(), body);
    }
}
