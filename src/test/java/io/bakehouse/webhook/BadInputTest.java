package io.bakehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bakehouse.model.RunStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private static final String SERVER = "4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10";
    private static final AtomicBoolean INSTANTIATED = new AtomicBoolean();

    /** What a careless loader would build. */
    public static final class Gadget {
        public Gadget() {
            INSTANTIATED.set(true);
        }

        public void setHost(String host) {
            INSTANTIATED.set(true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!io.bakehouse.webhook.BadInputTest$Gadget {host: a, status: changed}",
                "!<tag:yaml.org,2002:io.bakehouse.webhook.BadInputTest$Gadget> {host: a, status: changed}",
                "{host: a, status: changed, x: !!javax.script.ScriptEngineManager [!!java.net.URL ['http://127.0.0.1:1/']]}"
            })
    void javaTagsAreRefused(String yaml) {
        assertThat(problem("puppet", yaml)).contains("not readable as YAML");
        assertThat(INSTANTIATED).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--- !ruby/object:Gem::Installer\nhost: a\nstatus: changed",
                "!ruby/hash:ActionController::Routing::RouteSet {host: a, status: changed}",
                "{host: !ruby/string:Puppet::Util::Execution::ProcessOutput a, status: !ruby/sym changed}",
                "!io.bakehouse.webhook.BadInputTest$Gadget {host: a, status: changed}",
                "{host: a, status: changed, logs: !ruby/object:Kernel [!ruby/regexp /a/, !ruby/object {a: b}]}"
            })
    void rubyTagsArePassedOverAndInstantiateNothing(String yaml) {
        Report report = report("puppet", yaml);

        assertThat(report.run().nodeNames()).containsExactly("a");
        assertThat(report.run().status()).isEqualTo(RunStatus.CHANGED);
        assertThat(INSTANTIATED).isFalse();
    }

    @Test
    void anAliasBombIsRefusedAtOnce() {
        StringBuilder bomb = new StringBuilder("host: a\nstatus: changed\na0: &a0 [lol]\n");
        for (int i = 1; i < 100; i++) {
            bomb.append("a%d: &a%d [*a%d,*a%d,*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }
        long begin = System.nanoTime();

        assertThat(problem("puppet", bomb.toString())).contains("aliases").contains("50");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aDocumentThatContainsItselfDoesNotLoopForEver() {
        Report report = report("puppet", "host: a\nstatus: failed\nlogs: &l [*l, {level: err, message: &m [*m]}]");

        assertThat(report.run().failure()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"50, true", "51, false", "100000, false"})
    void yamlMayBeNestedFiftyDeep(int depth, boolean accepted) {
        String yaml = "{host: a, status: changed, x: " + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";

        if (accepted) {
            assertThat(report("puppet", yaml).run().status()).isEqualTo(RunStatus.CHANGED);
        } else {
            assertThat(problem("puppet", yaml)).contains("YAML");
        }
    }

    @ParameterizedTest
    @CsvSource({"64, true", "65, false", "1000000, false"})
    void jsonMayBeNestedSixtyFourDeep(int depth, boolean accepted) {
        String json =
                "{\"name\":\"a\",\"event_type\":\"start\",\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";

        if (accepted) {
            assertThat(report("cloud-init", json).run().status()).isEqualTo(RunStatus.PROGRESS);
        } else {
            assertThat(problem("cloud-init", json)).contains("JSON");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    puppet      |                           | the body is empty
                    puppet      | # nothing                 | no YAML mapping
                    puppet      | just text                 | no YAML mapping
                    puppet      | [1, 2]                    | no YAML mapping
                    puppet      | {host: a}                 | it has no status
                    puppet      | {status: changed}         | it has no host
                    puppet      | {host: [a], status: b}    | it has no host
                    puppet      | {host: a, host: b}        | not readable as YAML
                    puppet      | {a: 1}/n---/n{b: 2}       | more than one YAML document: see line 2
                    puppet      | {host: a, ? &k [*k, {b: *k}] : c} | a key is no scalar
                    puppet      | {host: *a}                | alias without anchor
                    puppet      | %PDF-1.4                  | not readable as YAML
                    cloud-init  |                           | no phone_home form
                    cloud-init  | a=b&c                     | no phone_home form
                    cloud-init  | instance_id=%zz           | percent-encoding
                    cloud-init  | {"name": "a"              | not readable as JSON: see line 1
                    cloud-init  | {"name": "a"}             | it has no event_type
                    cloud-init  | {"name": "a", "name": 2}  | not readable as JSON
                    cloud-init  | []                        | it has no name
                    cloudevents |                           | no CloudEvent
                    cloudevents | a=b                       | no CloudEvent
                    cloudevents | {}                        | specversion
                    cloudevents | {"specversion": "1.0"}    | the CloudEvent's source is missing
                    cloudevents | {"specversion": "7"}      | version 1.0
                    cloudevents | [[]]                      | specversion
                    cloudevents | {"specversion": "1.0", "source": "s", "id": "i", "type": "t", "data_base64": "%"} | not Base64
                    cloudevents | {"specversion": "1.0", "source": "s", "id": "i", "type": "t", "data_base64": "e30"} x | JSON
                    """)
    void malformedBodiesSayWhatIsWrong(String sender, String body, String words) {
        assertThat(problem(sender, body == null ? "" : body.replace("/n", "\n")))
                .contains(words);
    }

    static List<String> captured() throws Exception {
        return Fixture.all()
                .map(Fixture::file)
                .filter(file -> !file.contains("handshake"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("captured")
    void everyTruncationIsReadOrRefusedInWords(String file) {
        WebhookRequest whole = Fixture.request(file);
        int step = Math.max(1, whole.body().length / 40);
        for (int length = 0; length < whole.body().length; length += step) {
            byte[] part = Arrays.copyOf(whole.body(), length);
            try {
                assertThat(read(with(whole, part)).facts()).containsKey("event");
            } catch (MalformedException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("captured")
    void everyFlippedBitIsReadOrRefusedInWords(String file) {
        WebhookRequest whole = Fixture.request(file);
        int step = Math.max(1, whole.body().length / 25);
        for (int at = 0; at < whole.body().length; at += step) {
            for (int bit = 0; bit < 8; bit += 3) {
                byte[] flipped = whole.body().clone();
                flipped[at] ^= (byte) (1 << bit);
                try {
                    assertThat(read(with(whole, flipped)).facts()).containsKey("event");
                } catch (MalformedException e) {
                    assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
                }
            }
        }
    }

    @Test
    void binaryJunkIsRefused() {
        byte[] junk = new byte[4096];
        for (int i = 0; i < junk.length; i++) {
            junk[i] = (byte) (i * 31 + 128);
        }
        for (String sender : Senders.known().names()) {
            WebhookRequest request = new WebhookRequest(sender, "POST", "", Map.of(), Map.of(), junk);
            assertThatThrownBy(() -> read(request)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void aLargeReportIsReducedToAFewFacts() throws Exception {
        String longText = "password=hunter2 " + "x".repeat(3_000_000);
        String yaml = "host: " + "h".repeat(5_000) + ".example.org\nstatus: failed\ntransaction_uuid: "
                + "u".repeat(5_000) + "\nenvironment: " + "e".repeat(5_000)
                + "\nlogs:\n- {level: err, source: /x, message: '" + longText + "'}\n";
        Report report = report("puppet", yaml);

        assertThat(JsonMapper.builder().addModule(new JavaTimeModule()).build().writeValueAsBytes(report.run()))
                .hasSizeLessThan(8 * 1024);
        assertThat(report.run().failure()).startsWith("password=*** xxx").endsWith("…");
        assertThat(report.run().runId()).hasSize(64);
    }

    @Test
    void aBatchIsBounded() {
        String event =
                "{\"specversion\":\"1.0\",\"source\":\"s\",\"id\":\"i\",\"type\":\"t\",\"data\":{\"host\":\"a\"}}";
        MalformedException refusal = catchThrowableOfType(
                MalformedException.class,
                () -> read(request("cloudevents", "[" + (event + ",").repeat(500) + event + "]")));

        assertThat(refusal.status()).isEqualTo(413);
    }

    @Test
    void anUnknownEventFormatIsRefusedAsSuch() {
        WebhookRequest avro = headed("cloudevents", "x", Map.of("Content-Type", "application/cloudevents+avro"));

        assertThat(catchThrowableOfType(MalformedException.class, () -> read(avro))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void headersOfBinaryEventsAreUnquotedThenDecodedOnce() {
        Map<String, String> headers = new HashMap<>(Map.of("ce-specversion", "1.0", "ce-type", "t", "ce-id", "1"));
        headers.put("CE-Source", "\"/a%20b/%E2%82%AC%2541\\\"\"");
        String body = "{\"host\":\"a\"}";
        assertThat(((Reading.Reports) read(headed("cloudevents", body, headers)))
                        .reports()
                        .get(0)
                        .run()
                        .runId())
                .isEqualTo("/a b/€%41\"#1");

        headers.put("CE-Source", "%FF");
        assertThatThrownBy(() -> read(headed("cloudevents", body, headers))).hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {status: changed, cached_catalog_status: on_failure}              | UNKNOWN
                    {status: unchanged, cached_catalog_status: explicitly_requested}  | UNCHANGED
                    {status: changed, noop: true}                                     | NOOP
                    {status: changed, noop: 'true'}                                   | NOOP
                    {status: failed, noop: true}                                      | FAILED
                    {status: changed, noop_pending: true}                             | CHANGED
                    {status: unchanged, noop_pending: true}                           | NOOP
                    {status: changed, transaction_completed: false}                   | FAILED
                    {status: exploded}                                                | UNKNOWN
                    """)
    void puppetStatusFollowsTheRules(String rest, RunStatus status) {
        assertThat(report("puppet", rest.replace("{", "{host: a, ")).run().status())
                .isEqualTo(status);
    }

    @Test
    void aCertnameThatIsAUuidIsTheServersId() {
        String yaml = "{host: " + SERVER.toUpperCase(java.util.Locale.ROOT) + ", status: changed}";

        assertThat(report("puppet", yaml).run().instanceIds()).containsExactly(SERVER);
    }

    @Test
    void aMessageWithoutIdIsKnownByItsHash() {
        String yaml = "{host: a, status: changed}";

        assertThat(report("puppet", yaml).run().runId())
                .isEqualTo(report("puppet", yaml).run().runId())
                .isNotEqualTo(report("puppet", yaml + " ").run().runId());
    }

    private static String problem(String sender, String body) {
        return catchThrowableOfType(MalformedException.class, () -> read(request(sender, body)))
                .getMessage();
    }

    private static Report report(String sender, String body) {
        return ((Reading.Reports) read(request(sender, body))).reports().get(0);
    }

    private static Reading read(WebhookRequest request) {
        return Senders.known().named(request.sender()).orElseThrow().read(request, Instant.EPOCH);
    }

    private static WebhookRequest request(String sender, String body) {
        return headed(sender, body, Map.of());
    }

    private static WebhookRequest headed(String sender, String body, Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new WebhookRequest(sender, "POST", "", Map.of(), lists, body.getBytes(StandardCharsets.UTF_8));
    }

    private static WebhookRequest with(WebhookRequest request, byte[] body) {
        return new WebhookRequest(
                request.sender(), request.method(), request.rest(), request.query(), request.headers(), body);
    }
}
