package io.bakehouse.webhook;

import static io.bakehouse.webhook.Readings.headed;
import static io.bakehouse.webhook.Readings.problem;
import static io.bakehouse.webhook.Readings.read;
import static io.bakehouse.webhook.Readings.request;
import static io.bakehouse.webhook.Readings.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that are broken: each is read or refused in words. */
class MalformedInputTest {
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
    void anUnknownEventFormatIsRefusedAsSuch() {
        WebhookRequest avro = headed("cloudevents", "x", Map.of("Content-Type", "application/cloudevents+avro"));

        assertThat(catchThrowableOfType(MalformedException.class, () -> read(avro))
                        .status())
                .isEqualTo(415);
    }
}
