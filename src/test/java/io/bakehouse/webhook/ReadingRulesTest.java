package io.bakehouse.webhook;

import static io.bakehouse.webhook.Readings.headed;
import static io.bakehouse.webhook.Readings.read;
import static io.bakehouse.webhook.Readings.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.RunStatus;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a good message means where its sender leaves room for mistakes. */
class ReadingRulesTest {
    private static final String SERVER = "4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10";

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
}
