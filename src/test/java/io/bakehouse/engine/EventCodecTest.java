package io.bakehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.SnapshotStarted;
import io.bakehouse.model.SweepRequested;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final Event RUN = Event.of(
            EventType.CONFIG_RUN_FINISHED,
            new ConfigRun(
                    "puppet",
                    "r1",
                    RunStatus.CHANGED,
                    List.of("web-1.example"),
                    List.of(),
                    List.of("10.0.0.4"),
                    3,
                    null,
                    null,
                    "s1",
                    NOW));

    static Stream<Event> oneOfEachData() {
        return Stream.of(
                RUN,
                RUN.notBefore(NOW.plusSeconds(9)),
                Event.of(
                        EventType.SNAPSHOT_STARTED,
                        new SnapshotStarted("web", "b", "i", "s", NOW, NOW.plusSeconds(60), null, 0, true)),
                Event.of(EventType.IMAGE_READY, new ImageReady("web", "b", "i", NOW, 12)),
                Event.of(EventType.BATCH_REQUESTED, new BatchRequested("web", "t", "i", 4, "c", NOW)),
                Event.of(
                        EventType.BATCH_STARTED,
                        new BatchStarted("web", "t", "i", 4, NOW, NOW.plusSeconds(60), 1, "müde ☕", 2, false)),
                Event.of(EventType.SWEEP_REQUESTED, new SweepRequested(NOW)),
                Event.of(EventType.ROLLBACK_REQUESTED, new RollbackRequested("web", "i", null, "rollback-1", "p", NOW)),
                Event.of(EventType.REVOKE_REQUESTED, new RevokeRequested("i", true, "leaked", "revoke-1", null, NOW)),
                Event.of(EventType.RETIRE_REQUESTED, RetireRequested.scheduled(NOW)),
                Ending.ofBatch(EventType.BATCH_READY, "web", "t", "i", 4, "4 servers are ready", NOW)
                        .event());
    }

    @ParameterizedTest
    @MethodSource("oneOfEachData")
    void whatIsWrittenIsRead(Event event) {
        assertThat(EventCodec.read(EventCodec.write(event, NOW))).isEqualTo(event);
    }

    @Test
    void theFormIsAStructuredCloudEvent() throws Exception {
        JsonNode json = new ObjectMapper().readTree(EventCodec.write(RUN, NOW));

        assertThat(json.path("specversion").textValue()).isEqualTo("1.0");
        assertThat(json.path("id").textValue()).isEqualTo(RUN.id());
        assertThat(json.path("source").textValue()).isEqualTo("/bakehouse");
        assertThat(json.path("type").textValue()).isEqualTo("io.bakehouse.config-run.finished");
        assertThat(json.path("subject").textValue()).isEqualTo("puppet:r1");
        assertThat(json.path("time").textValue()).isEqualTo("2026-03-04T05:06:07.890Z");
        assertThat(json.path("datacontenttype").textValue()).isEqualTo("application/json");
        assertThat(json.path("data").path("receivedAt").textValue()).isEqualTo("2026-03-04T05:06:07.890Z");
        assertThat(json.has("notbefore")).isFalse();
    }

    @Test
    void aNewerVersionMayAddFieldsAndConstantsAndLeaveOptionalOnesOut() {
        Event event = read("""
                {"specversion":"1.0","id":"1","type":"io.bakehouse.config-run.finished","traceparent":"00-1",
                 "data":{"sender":"puppet","runId":"r","status":"POSTPONED","colour":"red"}}""");

        ConfigRun run = (ConfigRun) event.data();
        assertThat(run.status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(run.nodeNames()).isEmpty();
        assertThat(run.changes()).isNull();
        assertThat(run.receivedAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "null",
                "{}",
                "{\"id\":\"1\"}",
                "{\"id\":1,\"type\":2}",
                "{\"id\":\"1\",\"type\":\"io.bakehouse.server.painted\",\"data\":{}}",
                "{\"id\":\"1\",\"type\":\"io.bakehouse.image.ready\"}",
                "{\"id\":\"1\",\"type\":\"io.bakehouse.image.ready\",\"data\":7}",
                "{\"id\":\"1\",\"type\":\"io.bakehouse.image.ready\",\"data\":{\"readyAt\":\"noon\"}}",
                "{\"id\":\"1\",\"type\":\"io.bakehouse.batch.requested\",\"data\":{\"count\":0}}",
                "{\"id\":\"1\",\"type\":\"io.bakehouse.sweep.requested\",\"notbefore\":\"x\",\"data\":{}}",
            })
    void whatIsNoEventIsRefusedByItsOwnException(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void anUnknownTypeIsNamed() {
        assertThatThrownBy(() -> read("{\"id\":\"e1\",\"type\":\"io.bakehouse.server.painted\",\"data\":{}}"))
                .hasMessageContaining("io.bakehouse.server.painted")
                .isInstanceOfSatisfying(
                        UnreadableEventException.class, e -> assertThat(e.id()).contains("e1"));
    }

    private static Event read(String text) {
        return EventCodec.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
