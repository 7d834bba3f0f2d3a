package io.bakehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.EventType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionTableTest {
    private static final String GOOD = """
            functions:
              watch-image:
                purpose: Looks
                trigger: {events: [io.bakehouse.snapshot.started]}
                emits: [io.bakehouse.image.ready]
                timeout: 1500ms
                attempts: 12
                backoff: {first: 2s, factor: 1.5, max: 2m}
                delay: 3s
                concurrency: 4
                calls: [GET image/v2/images]
                secrets: [cloud]
              sweep:
                purpose: Heals
                trigger: {schedule: {every: 5m, event: io.bakehouse.sweep.requested}, events: [io.bakehouse.sweep.requested]}
                timeout: 1m
                attempts: 3
                concurrency: 1
              receive-webhook:
                purpose: Reads
                trigger: {route: "POST /webhooks/{sender}"}
                timeout: 5s
                attempts: 1
                concurrency: 16
            """;

    @Test
    void aRowHasWhatTheFileSays() {
        FunctionRow row = FunctionTable.of("t", GOOD).row("watch-image");

        assertThat(row.name()).isEqualTo("watch-image");
        assertThat(row.purpose()).isEqualTo("Looks");
        assertThat(row.emits()).containsExactly(EventType.IMAGE_READY);
        assertThat(row.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(row.attempts()).isEqualTo(12);
        assertThat(row.backoff()).isEqualTo(new Backoff(Duration.ofSeconds(2), 1.5, Duration.ofMinutes(2)));
        assertThat(row.delay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(row.concurrency()).isEqualTo(4);
        assertThat(row.calls()).containsExactly("GET image/v2/images");
        assertThat(row.secrets()).containsExactly("cloud");
    }

    @Test
    void theTableSaysWhoIsTriggeredByWhat() {
        FunctionTable table = FunctionTable.of("t", GOOD);

        assertThat(table.triggeredBy(EventType.SNAPSHOT_STARTED)).containsExactly(table.row("watch-image"));
        assertThat(table.triggeredBy(EventType.IMAGE_READY)).isEmpty();
        assertThat(table.scheduled()).containsExactly(table.row("sweep"));
        assertThat(table.queued()).containsExactly(table.row("watch-image"), table.row("sweep"));
        assertThatThrownBy(() -> table.row("bake")).hasMessageContaining("no function 'bake'");
    }

    @Test
    void thePackagedTableIsGood() {
        assertThat(FunctionTable.packaged().triggeredBy(EventType.CONFIG_RUN_FINISHED))
                .extracting(FunctionRow::name)
                .contains("request-snapshot");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "delay: 3s              | deley: 3s           | 9:5: | unknown key 'deley' in functions.watch-image.deley; known are [attempts,",
                "delay: 3s              | name: x             | 9:5: | unknown key 'name' in functions.watch-image",
                "delay: 3s              | 3: 4                | 9:   | unknown key '3' in functions.watch-image",
                "attempts: 12           | atempts: 12         | 13:  | Missing required creator property 'attempts'",
                "timeout: 1500ms        | timeout: 1500       | 6:14 | '1500' is no duration",
                "timeout: 1500ms        | timeout: soon       | 6:14 | 'soon' is no duration",
                "timeout: 1500ms        | timeout: 16m        | 13:  | timeout is above 0 and up to 15m",
                "image.ready            | image.done          | 5:13 | unknown event type 'io.bakehouse.image.done'",
                "factor: 1.5            | factor: 0.5         | 8:   | a back-off has 0 < first <= max",
                "attempts: 12           | attempts: 0         | 13:  | attempts is 1 to 100",
                "attempts: 12           | attempts: many      | 7:15 | not a valid",
                "concurrency: 4         | concurrency: 400    | 13:  | concurrency is 1 to 64",
                "purpose: Looks         | timeout: 1s         | 6:   | Duplicate field 'timeout'",
                "sweep:                 | watch-image:        | 13:  | Duplicate field 'watch-image'",
                "sweep:                 | Sweep:              | t:   | 'Sweep' is no function in kebab case",
                "timeout: 5s            | secrets: []         |      | Missing required creator property 'timeout'",
                "every: 5m              | every: 100ms        |      | a schedule fires once a second at most",
                "every: 5m              | often: 5m           | 15:  | a schedule has either 'every' or 'cron'",
                "every: 5m              | every: 5m, often: 1 | 15:37 | unknown key 'often'",
            })
    void whatIsWrongIsRefusedWithItsPlace(String good, String bad, String place, String words) {
        String yaml = GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad);
        assertThat(yaml).isNotEqualTo(GOOD);

        assertThatThrownBy(() -> FunctionTable.of("t", yaml))
                .isInstanceOf(TableException.class)
                .hasMessageContaining(words)
                .satisfies(e -> assertThat(e.getMessage()).startsWith("t:").doesNotContain("\n"))
                .satisfies(e -> assertThat(e.getMessage()).contains(place == null ? "t:" : place));
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> FunctionTable.of("t", "")).isInstanceOf(TableException.class);
        assertThatThrownBy(() -> FunctionTable.of("t", "functions: ")).isInstanceOf(TableException.class);
        assertThatThrownBy(() -> FunctionTable.of("t", "functions: {a: }")).isInstanceOf(TableException.class);
        assertThatThrownBy(() -> FunctionTable.of("t", "functions: [")).isInstanceOf(TableException.class);
    }
}
