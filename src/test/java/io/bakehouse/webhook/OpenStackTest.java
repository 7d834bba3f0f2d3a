package io.bakehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages captured from the bus of a real cloud. */
class OpenStackTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<JsonNode> captures() throws IOException {
        JsonNode index = JSON.readTree(text("index.json"));
        return StreamSupport.stream(index.spliterator(), false)
                .filter(row -> row.path("kind").asText().equals("amqp-jsonl"));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyMessageIsReadAsTheIndexSays(JsonNode row) throws IOException {
        List<JsonNode> read = new ArrayList<>();
        for (String line : text(row.path("file").asText()).lines().toList()) {
            Notice notice =
                    OpenStack.notice(bytes(JSON.readTree(line).path("body").asText()));
            Map<String, Object> facts = new TreeMap<>(notice.facts());
            assertThat(facts.remove("message_id")).isNotNull();
            assertThat(facts.remove("status")).isEqualTo("other");
            read.add(JSON.valueToTree(facts));
        }

        assertThat(read).containsExactlyElementsOf(row.path("events"));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void noTokenLeavesTheReader(JsonNode row) throws IOException {
        for (String line : text(row.path("file").asText()).lines().toList()) {
            Reading reading = Readings.read(Readings.request(
                    "openstack", JSON.readTree(line).path("body").asText()));
            assertThat(reading.toString() + reading.facts()).doesNotContain("gAAAAA", "auth_token");
        }
    }

    @Test
    void theEventIsEnoughAsInNovasDocumentation() {
        Notice notice = OpenStack.notice(
                bytes("{\"event_type\": \"instance.delete.end\", \"priority\": \"INFO\", \"payload\": {}}"));
        assertThat(notice.facts()).containsEntry("event", "instance.delete.end").doesNotContainKey("message_id");
    }

    @Test
    void theCapturesDoHoldTokens() throws IOException {
        assertThat(text("openstack/nova-snapshot-failed.jsonl")).contains("gAAAAAB");
    }

    @Test
    void theEnvelopeMayBeMissingAndOnlyOurMarksAreTaken() {
        Notice notice = OpenStack.notice(bytes("""
                {"message_id": "m-1", "event_type": "instance.create.end", "priority": "INFO",
                 "_context_request_id": "req-1", "_context_auth_token": "gAAAAAsecret",
                 "payload": {"nova_object.name": "InstanceCreatePayload", "nova_object.data": {
                   "uuid": "4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10", "state": "ACTIVE", "task_state": null,
                   "metadata": {"bakehouse_role": "batch", "bakehouse_count": "4", "password": "hush"}}}}"""));

        assertThat(notice)
                .isEqualTo(new Notice(
                        "m-1",
                        "instance.create.end",
                        null,
                        null,
                        "4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10",
                        "active",
                        "req-1",
                        Map.of("bakehouse_role", "batch", "bakehouse_count", "4")));
    }

    @Test
    void aBrokenUploadHasATextForAPayload() {
        Notice notice = OpenStack.notice(bytes("""
                {"message_id": "m-2", "event_type": "image.upload", "priority": "ERROR", "payload": "broken pipe"}"""));

        assertThat(notice).isEqualTo(new Notice("m-2", "image.upload", null, null, null, null, null, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"oslo.message\": \"\"}",
                "{\"oslo.message\": \"{\"}",
                "{\"oslo.message\": 7}",
                "{\"event_type\": {}, \"message_id\": \"m\"}",
            })
    void whatIsNoNotificationIsMalformed(String body) {
        assertThatThrownBy(() -> OpenStack.notice(bytes(body))).isInstanceOf(MalformedException.class);
    }

    @Test
    void theInnerJsonIsNoDeeperThanTheOuter() {
        String deep = "[".repeat(70) + "]".repeat(70);
        String inner = "{\"event_type\": \"x\", \"message_id\": \"m\", \"payload\": " + deep + "}";
        String body = JSON.createObjectNode().put("oslo.message", inner).toString();

        assertThatThrownBy(() -> OpenStack.notice(bytes(body)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("not readable as JSON");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String file) throws IOException {
        try (InputStream in = OpenStackTest.class.getResourceAsStream("/fixtures/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
