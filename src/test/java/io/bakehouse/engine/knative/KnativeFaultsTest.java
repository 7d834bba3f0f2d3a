package io.bakehouse.engine.knative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.knative.keeper.ServedKeeper;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.SweepRequested;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.platform.DeadLetter;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong between a broker, functions and the keeper. */
class KnativeFaultsTest {
    private static final FunctionTable TABLE = Bench.table();

    @TempDir
    private Path folder;

    private Cluster cluster;
    private final Bench bench = new Bench();

    @BeforeEach
    void begin() {
        cluster = new Cluster(folder);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void aFunctionThatDiesAfterItsWriteIsRunAgain() {
        cluster.subscribe(TABLE, 1, 12);
        AtomicInteger writes = new AtomicInteger();
        bench.on("bake", data -> {
            if (writes.incrementAndGet() == 1) {
                // What was written is there; what was to be published is not.
                cluster.broker.refuse(true);
            }
            return List.of(Bench.imageReady("b1"), Bench.imageReady("b2"));
        });
        try (Cluster.Running running = cluster.start(TABLE, bench)) {
            running.publish(List.of(Bench.configRun(1)));
            Bench.await(() -> writes.get() >= 2);
            cluster.broker.refuse(false);

            Bench.await(() -> bench.data("promote")
                    .containsAll(List.of(
                            Bench.imageReady("b1").data(),
                            Bench.imageReady("b2").data())));
            assertThat(running.deadLetters(10)).isEmpty();
        }
    }

    @Test
    void aBrokerThatCannotBeReachedTakesNothing() {
        try (Cluster.Running running = cluster.start(TABLE, bench)) {
            cluster.broker.refuse(true);
            assertThatThrownBy(() -> running.publish(List.of(Bench.configRun(1))))
                    .isInstanceOf(QueueUnavailableException.class)
                    .hasMessage("the broker answered 503");
            cluster.close();
            assertThatThrownBy(() -> running.publish(List.of(Bench.configRun(1))))
                    .isInstanceOf(QueueUnavailableException.class)
                    .hasMessageContaining("does not answer");
        }
    }

    @Test
    void withoutAKeeperTheBrokerTriesAgain() {
        cluster.subscribe(TABLE, 1, 12);
        bench.failFirst("promote", 3, new CloudException(CloudException.Kind.RETRY_LATER, "busy"));
        try (Cluster.Running running = cluster.functions(TABLE, bench)) {
            running.publish(List.of(Bench.imageReady("b1")));
            Bench.await(() -> bench.runs("promote").size() >= 2);
            assertThatThrownBy(() -> running.publish(List.of(
                            Bench.imageReady("b2").notBefore(Instant.now().plusSeconds(60)))))
                    .isInstanceOf(QueueUnavailableException.class)
                    .hasMessageContaining("the keeper");
            try (ServedKeeper keeper = cluster.keeper(TABLE)) {
                Bench.await(() -> bench.runs("promote").size() >= 4);
                Bench.await(() -> keeper.depth("promote") == 0);
            }
        }
    }

    @Test
    void whatIsKeptGoesOutWhenTheBrokerIsBack() {
        cluster.subscribe(TABLE, 1, 12);
        bench.failFirst("promote", 1, new CloudException(CloudException.Kind.RETRY_LATER, "busy"));
        bench.on("bake", data -> {
            cluster.broker.refuse(true);
            return List.of();
        });
        try (Cluster.Running running = cluster.start(TABLE, bench)) {
            running.publish(
                    List.of(Bench.imageReady("b1").notBefore(Instant.now().plusMillis(500)), Bench.configRun(1)));
            Bench.await(() -> !bench.runs("bake").isEmpty());
            Bench.await(() -> running.keeper().depth("all") == 1);
            cluster.broker.refuse(false);

            Bench.await(() -> bench.runs("promote").size() == 2);
            Bench.await(() -> running.keeper().depth("all") == 0);
        }
    }

    @Test
    void whatTheBrokerGivesUpIsADeadLetterAndATerminalEvent() {
        cluster.subscribe(TABLE, 1, 1);
        try (ServedKeeper keeper = cluster.keeper(TABLE)) {
            // Nobody is there to take it, twice.
            try (KnativeEngine publisher = Cluster.publisher(TABLE, cluster.broker.url(), cluster.keeperUrl())) {
                publisher.publish(List.of(Bench.imageReady("web-1")));
                Bench.await(() -> !publisher.deadLetters(10).isEmpty());
                DeadLetter dead = publisher.deadLetters(10).get(0);
                assertThat(dead.function()).isEqualTo("promote");
                assertThat(dead.event()).isEqualTo(Bench.imageReady("web-1").id());
                assertThat(dead.reason()).isEqualTo("promote was given up by the broker: there was no answer");
                Bench.await(() -> cluster.broker.accepted().stream()
                        .anyMatch(event -> event.getType().equals(EventType.EVENT_FAILED.wire())));
            }
            try (Cluster.Running running = cluster.functions(TABLE, bench)) {
                assertThat(running.redrive("promote", 10)).isEqualTo(1);
                bench.awaitRuns("promote", 1);
            }
            Bench.await(() -> keeper.depth("promote") == 0);
        }
    }

    @Test
    void whatNobodyCanReadIsADeadLetterAndATerminalEvent() {
        cluster.subscribe(TABLE, 1, 12);
        CloudEvent poison = CloudEventBuilder.v1()
                .withId("poison")
                .withSource(URI.create("/elsewhere"))
                .withType(EventType.IMAGE_READY.wire())
                .withData("application/json", "{\"family\":".getBytes(StandardCharsets.UTF_8))
                .withExtension(Envelope.TO, "all")
                .build();
        try (Cluster.Running running = cluster.start(TABLE, bench)) {
            assertThat(take("promote", binary(poison), running).status()).isEqualTo(204);

            bench.awaitRuns("tell", 1);
            assertThat(((Ending) bench.data("tell").get(0)).words()).contains("cannot be read");
            assertThat(running.deadLetters(10)).extracting(DeadLetter::event).containsExactly("poison");
            assertThat(bench.runs("promote")).isEmpty();

            // Delivered again, it is as unreadable as before, and holds up nobody.
            assertThat(running.redrive("promote", 10)).isEqualTo(1);
            bench.awaitRuns("tell", 2);
            assertThat(running.deadLetters(10)).hasSize(1);
        }
    }

    @Test
    void anEventForAFunctionThatIsNotThereIsNotAcknowledged() {
        try (Cluster.Running running = cluster.start(TABLE, bench)) {
            Answer answer = take("paint", binary(ready("b1", "all")), running);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).contains("paint");
            assertThat(running.engine().take("promote", Map.of(), new byte[0]).status())
                    .isEqualTo(400);
            Map<String, List<String>> structured = Map.of("Content-Type", List.of(EventCodec.MEDIA_TYPE));
            for (String body : List.of("", "garbage", "[]", "{}", "{\"specversion\":\"1.0\"}")) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                assertThat(running.engine().take("promote", structured, bytes).status())
                        .as(body)
                        .isEqualTo(400);
            }
            // One that a Trigger should have kept away is another function's.
            assertThat(take("promote", binary(ready("b1", "bake")), running).status())
                    .isEqualTo(204);
            assertThat(bench.runs("promote")).isEmpty();
        }
    }

    @Test
    void anEventThatComesBeforeItsTimeWaitsWithTheKeeper() {
        cluster.subscribe(TABLE, 1, 12);
        Instant time = Instant.now().plus(Duration.ofSeconds(3));
        byte[] body = EventCodec.write(Bench.imageReady("b1").notBefore(time), Instant.now());
        try (Cluster.Running running = cluster.start(TABLE, bench)) {
            assertThat(take("promote", binary(Envelope.addressed(body, "all", 0, 0)), running)
                            .status())
                    .isEqualTo(204);
            assertThat(bench.runs("promote")).isEmpty();
            assertThat(running.keeper().depth("promote")).isEqualTo(1);
            bench.awaitRuns("promote", 1);
            assertThat(bench.runs("promote").get(0).at()).isAfterOrEqualTo(time.minusMillis(2));
        }
    }

    @Test
    void theSameEventAHundredTimesIsTriedAgainOnce() {
        Duration asked = Duration.ofMinutes(50);
        bench.failFirst("promote", 100, new CloudException(CloudException.Kind.RETRY_LATER, "busy", asked, null));
        try (Cluster.Running running = cluster.start(TABLE, bench)) {
            Binary event = binary(ready("b1", "all"));
            for (int i = 0; i < 100; i++) {
                assertThat(take("promote", event, running).status()).isEqualTo(204);
            }
            assertThat(bench.runs("promote")).hasSize(100);
            assertThat(running.keeper().depth("promote")).isEqualTo(1);
            assertThat(take("promote", event, running).status()).isEqualTo(204);
        }
    }

    @Test
    void twoPingsOfOneSlotAreOneEvent() {
        FunctionTable table = FunctionTable.of("ping.yaml", """
                functions:
                  sweep:
                    purpose: Runs by the clock
                    trigger: {schedule: {every: 5m, event: io.bakehouse.sweep.requested}, events: [io.bakehouse.sweep.requested]}
                    timeout: 60s
                    attempts: 3
                    concurrency: 1
                """);
        cluster.subscribe(table, 1, 12);
        Instant slot = Instant.parse("2026-11-23T01:05:00Z");
        try (Cluster.Running running = cluster.start(table, bench)) {
            cluster.broker.ping("sweep", slot.plusMillis(190));
            cluster.broker.ping("sweep", slot.plusSeconds(7));

            bench.awaitRuns("sweep", 2);
            assertThat(bench.data("sweep")).containsOnly(new SweepRequested(slot));
            assertThat(running.deadLetters(10)).isEmpty();
        }
    }

    @Test
    void theAnswerToADeliveryIsNothingOrOneEvent() {
        try (Cluster.Running running = cluster.start(TABLE, bench)) {
            assertThat(take("promote", binary(ready("b1", "all")), running)).isEqualTo(Answer.empty());

            bench.on("promote", data -> List.of(Bench.promoted()));
            Answer one = take("promote", binary(ready("b1", "all")), running);
            assertThat(one.status()).isEqualTo(200);
            Optional<CloudEvent> reply = Envelope.read(
                    Map.of("Content-Type", List.of(one.mediaType())), one.body().getBytes(StandardCharsets.UTF_8));
            assertThat(reply.orElseThrow().getId()).isEqualTo(Bench.promoted().id());
            assertThat(Envelope.to(reply.orElseThrow())).contains("all");

            Event later = Bench.promoted().notBefore(Instant.now().plusSeconds(600));
            bench.on("promote", data -> List.of(later));
            assertThat(take("promote", binary(ready("b1", "all")), running)).isEqualTo(Answer.empty());
            assertThat(running.keeper().depth("all")).isEqualTo(1);
        }
    }

    private static CloudEvent ready(String bake, String to) {
        return Envelope.addressed(EventCodec.write(Bench.imageReady(bake), Instant.EPOCH), to, 0, 0);
    }

    private static Binary binary(CloudEvent event) {
        return Binary.of(event);
    }

    private static Answer take(String function, Binary message, Cluster.Running running) {
        return running.engine().take(function, message.headers(), message.body());
    }
}
