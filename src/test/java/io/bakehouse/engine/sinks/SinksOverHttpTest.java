package io.bakehouse.engine.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.model.Ending;
import io.bakehouse.model.EventType;
import io.bakehouse.platform.SinkException;
import io.bakehouse.platform.StartFailure;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinksOverHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String NEW =
            "whsec_" + Base64.getEncoder().encodeToString("n".repeat(32).getBytes(StandardCharsets.UTF_8));
    private static final String OLD =
            "whsec_" + Base64.getEncoder().encodeToString("o".repeat(32).getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private Recorder recorder;

    @BeforeEach
    void listen() throws IOException {
        recorder = new Recorder();
    }

    @AfterEach
    void stop() {
        recorder.close();
    }

    private static SinksOverHttp sinks(Map<String, String> settings) {
        SinkSettings read = new SmallRyeConfigBuilder()
                .withMapping(SinkSettings.class)
                .withDefaultValues(settings)
                .withDefaultValue("smallrye.config.mapping.validate-unknown", "false")
                .build()
                .getConfigMapping(SinkSettings.class);
        return new SinksOverHttp(read, InstantSource.fixed(NOW));
    }

    private Map<String, String> sink(String name, String kind) {
        return new HashMap<>(Map.of(
                "bakehouse.sinks." + name + ".kind",
                kind,
                "bakehouse.sinks." + name + ".url",
                recorder.url("/hush/" + name)));
    }

    private static Ending promoted(String family) {
        return Ending.ofBake(EventType.IMAGE_PROMOTED, family, family + "-1", "image-1", "it is <now> & here", NOW);
    }

    private JsonNode sent(SinksOverHttp sinks, String name, Ending ending) throws IOException {
        sinks.named(name).orElseThrow().send(ending.event());
        return JSON.readTree(recorder.got.get(recorder.got.size() - 1).body());
    }

    @ParameterizedTest
    @CsvSource({
        "image.promoted, web, true",
        "bake.failed, web-a, true",
        "batch.failed, web, true",
        "batch.ready, web, false",
        "image.promoted, db, false",
    })
    void aSinkHearsOfItsFamiliesAndEvents(String type, String family, boolean wanted) {
        Map<String, String> settings = sink("ops", "slack");
        settings.put("bakehouse.sinks.ops.families", "web,web-*");
        settings.put("bakehouse.sinks.ops.events", "image.promoted,*.failed");
        settings.put("bakehouse.notify.url", recorder.url("/all"));
        EventType event = EventType.ofWire("io.bakehouse." + type);
        Ending ending = Ending.ofBake(event, family, "b", null, "words", NOW);

        assertThat(sinks(settings).wanting(ending)).isEqualTo(wanted ? List.of("default", "ops") : List.of("default"));
    }

    @Test
    void cloudEventsAreSignedByBothKeysWhileOneReplacesTheOther() throws Exception {
        Map<String, String> settings = sink("audit", "cloudevents");
        Path keys = Files.writeString(folder.resolve("keys"), NEW + "\n" + OLD + "\n");
        settings.put("bakehouse.sinks.audit.secret-file", keys.toString());
        Ending ending = promoted("web");

        JsonNode event = sent(sinks(settings), "audit", ending);

        assertThat(event.path("type").asText()).isEqualTo("io.bakehouse.image.promoted");
        assertThat(event.path("id").asText()).isEqualTo(ending.event().id());
        Recorder.Got got = recorder.got.get(0);
        assertThat(got.headers())
                .containsEntry("webhook-id", ending.event().id())
                .containsEntry("webhook-timestamp", String.valueOf(NOW.getEpochSecond()))
                .containsEntry("webhook-signature", signature(NEW, got) + " " + signature(OLD, got));
    }

    /** As a receiver would check it. */
    private static String signature(String secret, Recorder.Got got) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String signed =
                got.headers().get("webhook-id") + "." + got.headers().get("webhook-timestamp") + "." + got.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    /** The example of the specification. */
    @Test
    void theKeyIsReadAsTheSpecificationSays() {
        SigningKey key = SigningKey.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(key.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void slackReadsOneEscapedLine() throws IOException {
        JsonNode body = sent(sinks(sink("ops", "slack")), "ops", promoted("web"));

        assertThat(body.path("text").asText())
                .isEqualTo("*web*: image promoted (bake web-1): it is &lt;now&gt; &amp; here");
        assertThat(body.has("blocks")).isFalse();
    }

    @Test
    void slackAsksWithTwoButtons() throws IOException {
        Ending ending = Ending.ofBake(EventType.APPROVAL_REQUESTED, "web", "web-1f2e", "image-1", "it waits", NOW);
        JsonNode blocks = sent(sinks(sink("ops", "slack")), "ops", ending).path("blocks");

        assertThat(blocks.path(0).path("text").path("text").asText())
                .isEqualTo("*web*: approval requested (bake web-1f2e): it waits");
        assertThat(blocks.path(1).path("elements").findValuesAsText("action_id"))
                .containsExactly("approve", "reject");
        assertThat(blocks.path(1).path("elements").findValuesAsText("value"))
                .containsExactly("approve web-1f2e", "reject web-1f2e");
    }

    @Test
    void teamsGetsACardOfPlainText() throws IOException {
        JsonNode body = sent(sinks(sink("ops", "teams")), "ops", promoted("web"));

        assertThat(body.path("type").asText()).isEqualTo("message");
        JsonNode attachment = body.path("attachments").path(0);
        assertThat(attachment.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(attachment.path("content").path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(String.join("", attachment.path("content").findValuesAsText("text")))
                .isEqualTo("web: image promoted (bake web-1): it is <now> & here");
    }

    @Test
    void aRefusalIsWordsWithoutTheAddressAndObeysRetryAfter() {
        SinksOverHttp sinks = sinks(sink("ops", "slack"));
        recorder.status = 503;
        recorder.headers = Map.of("Retry-After", "90");

        SinkException refusal = catchThrowableOfType(
                SinkException.class,
                () -> sinks.named("ops").orElseThrow().send(promoted("web").event()));

        assertThat(refusal).hasMessage("the sink 'ops' answered 503");
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(90));
        recorder.close();
        assertThatThrownBy(() ->
                        sinks.named("ops").orElseThrow().send(promoted("web").event()))
                .hasMessage("the sink 'ops' did not answer")
                .hasNoCause();
    }

    @Test
    void aRedirectionIsNotFollowed() {
        recorder.status = 302;
        recorder.headers = Map.of("Location", recorder.url("/elsewhere"));

        assertThatThrownBy(() -> sinks(sink("ops", "slack"))
                        .named("ops")
                        .orElseThrow()
                        .send(promoted("web").event()))
                .hasMessage("the sink 'ops' answered 302");
        assertThat(recorder.got).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind | pager | bakehouse.sinks.ops.kind must be one of",
                "url | ftp://hush | bakehouse.sinks.ops.url must be a URL",
                "url | http://[hush | bakehouse.sinks.ops.url must be a URL",
                "url-file | /hush | one of bakehouse.sinks.ops.url and",
                "secret | hush | bakehouse.sinks.ops.secret must be whsec_",
                "secret | whsec_aHVzaA== | at least 24 bytes",
            })
    void whatIsWrongIsSaidAtTheStartWithoutTheSecret(String key, String value, String words) {
        Map<String, String> settings = sink("ops", "cloudevents");
        settings.put("bakehouse.sinks.ops." + key, value);

        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> sinks(settings));

        assertThat(failure.getMessage()).contains(words).doesNotContain("hush", "aHVzaA");
    }

    @Test
    void anAddressMayBeInAFileAndOnlyEventsAreSigned() throws IOException {
        Path file = Files.writeString(folder.resolve("url"), recorder.url("/from-file") + "\n");
        Map<String, String> settings = new HashMap<>(
                Map.of("bakehouse.sinks.ops.kind", "slack", "bakehouse.sinks.ops.url-file", file.toString()));
        sent(sinks(settings), "ops", promoted("web"));
        assertThat(recorder.got.get(0).path()).isEqualTo("/from-file");

        settings.put("bakehouse.sinks.ops.secret", NEW);
        assertThatThrownBy(() -> sinks(settings)).hasMessageContaining("for sinks of the kind cloudevents only");
    }
}
