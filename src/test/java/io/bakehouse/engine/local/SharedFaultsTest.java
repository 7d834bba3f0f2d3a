package io.bakehouse.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.Schedule;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.EventType;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.program.ChildBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong with a broker that several processes share, and what comes of it. */
class SharedFaultsTest {
    private static final ChildBroker BROKER = new ChildBroker();
    private static final Duration DRAIN = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    private final Bench bench = new Bench();
    private final Bench other = new Bench();
    private LocalEngine engine;
    private LocalEngine second;

    @BeforeEach
    void fresh() throws Exception {
        BROKER.start(folder);
    }

    @AfterEach
    void stop() {
        for (LocalEngine one : new LocalEngine[] {engine, second}) {
            if (one != null) {
                one.close();
            }
        }
    }

    @AfterAll
    static void end() {
        BROKER.close();
    }

    private static LocalEngine on(SharedBroker broker, FunctionTable table, Bench bench) {
        return LocalEngine.start(
                broker, table, bench, Clock.systemUTC(), Listeners.NONE, new LocalEngine.Options(DRAIN, 10));
    }

    private static LocalEngine on(Bench bench) {
        return on(SharedBrokers.at(BROKER.url()), Bench.table(), bench);
    }

    @Test
    void nothingAcceptedIsLostWhenTheBrokerIsKilled() throws Exception {
        bench.on("bake", data -> List.of(Bench.imageReady(((ConfigRun) data).runId())));
        engine = on(bench);
        Set<Integer> accepted = ConcurrentHashMap.newKeySet();
        CountDownLatch stopped = new CountDownLatch(1);
        Thread publisher = new Thread(() -> {
            for (int i = 0; stopped.getCount() > 0; i++) {
                if (isAccepted(i)) {
                    accepted.add(i);
                }
            }
        });
        publisher.start();
        for (int most = 100; most <= 300; most += 100) {
            int wanted = most;
            Bench.await(() -> accepted.size() >= wanted);
            BROKER.kill();
            Bench.await(() -> !engine.trouble().isEmpty());
            BROKER.start(folder);
            Bench.await(() -> engine.trouble().isEmpty());
        }
        stopped.countDown();
        publisher.join();

        List<String> causes = accepted.stream()
                .map(i -> ((ConfigRun) Bench.configRun(i).data()).cause())
                .toList();
        Bench.await(() -> bench.causes("bake").containsAll(causes));
        assertThat(bench.causes("bake")).containsAll(causes);
        Bench.await(() -> bench.data("promote").stream().distinct().count() >= accepted.size());
        Bench.await(() -> engine.depth("bake").orElse(1) + engine.depth("audit").orElse(1) == 0);
        assertThat(engine.deadLetters(10)).isEmpty();
    }

    private boolean isAccepted(int number) {
        try {
            engine.publish(List.of(Bench.configRun(number)));
            return true;
        } catch (QueueUnavailableException e) {
            return false;
        }
    }

    @Test
    void aBrokerThatIsAwayAtTheStartIsFoundWhenItComes() throws Exception {
        BROKER.stop();
        engine = on(bench);

        assertThat(engine.trouble()).contains("127.0.0.1:").contains("cannot be reached");
        assertThatThrownBy(() -> engine.publish(List.of(Bench.imageReady("b1"))))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessageContaining("cannot be reached");
        assertThatThrownBy(() -> engine.deadLetters(1)).isInstanceOf(QueueUnavailableException.class);
        assertThat(engine.depth("promote")).hasValue(0);

        BROKER.start(folder);
        Bench.await(() -> engine.trouble().isEmpty());
        engine.publish(List.of(Bench.imageReady("b2")));
        bench.awaitRuns("promote", 1);
        assertThat(bench.data("promote")).containsExactly(Bench.imageReady("b2").data());
    }

    @Test
    void aWrongPasswordIsSaidAndNotRepeated() {
        engine = on(
                SharedBrokers.of(SharedBrokers.Settings.of(BROKER.url(), "not-the-password"), Bench.table()),
                Bench.table(),
                bench);

        assertThat(engine.trouble()).contains("cannot be reached").doesNotContain("not-the-password");
        assertThatThrownBy(() -> engine.publish(List.of(Bench.imageReady("b1"))))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessageNotContaining("not-the-password");
    }

    @Test
    void ofManyEventsThatAreAcceptedTogetherOnlyTheNewOnesAreTaken() {
        engine = on(bench);
        engine.publish(List.of(Bench.imageReady("b1")));
        bench.awaitRuns("promote", 1);

        engine.publish(List.of(Bench.imageReady("b1"), Bench.imageReady("b2"), Bench.imageReady("b3")));
        engine.publish(List.of(Bench.imageReady("last")));

        bench.awaitRuns("promote", 4);
        assertThat(bench.data("promote")).doesNotHaveDuplicates();
    }

    @Test
    void aFunctionThatReturnsWhatTheQueueHasHadRunsOnceAndIsDone() {
        bench.on("bake", data -> List.of(Bench.imageReady("b1"), Bench.imageReady("b2")));
        engine = on(bench);
        engine.publish(List.of(Bench.imageReady("b1")));
        bench.awaitRuns("promote", 1);

        engine.publish(List.of(Bench.configRun(1)));

        bench.awaitRuns("promote", 2);
        Bench.await(() -> engine.depth("bake").orElse(1) == 0);
        assertThat(bench.runs("bake")).hasSize(1);
        assertThat(bench.data("promote")).doesNotHaveDuplicates();
    }

    @Test
    void anEventThatTwoProcessesPublishAHundredTimesIsDeliveredOnce() {
        engine = on(bench);
        second = on(bench);
        for (int i = 0; i < 50; i++) {
            engine.publish(List.of(Bench.imageReady("b1")));
            second.publish(List.of(Bench.imageReady("b1")));
        }
        engine.publish(List.of(Bench.imageReady("last")));

        bench.awaitRuns("promote", 2);
        Bench.await(() -> engine.depth("promote").orElse(1) == 0);
        assertThat(bench.data("promote")).doesNotHaveDuplicates();
    }

    @Test
    void aScheduleThatTwoProcessesFireIsOneEvent() {
        engine = on(bench);
        second = on(bench);
        Schedule schedule = new Schedule(Duration.ofMinutes(5), null, EventType.SWEEP_REQUESTED);
        // Started at different moments, they fire at different moments of each interval.
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int slot = 0; slot < 3; slot++) {
            Instant begin = start.plus(Duration.ofMinutes(5L * slot));
            engine.publish(List.of(schedule.fire(begin.plusMillis(17))));
            second.publish(List.of(schedule.fire(begin.plusSeconds(280))));
        }

        bench.awaitRuns("slow", 3);
        Bench.await(() -> engine.depth("slow").orElse(1) == 0);
        assertThat(bench.runs("slow")).hasSize(3);
    }

    @Test
    void processesShareTheWork() {
        engine = on(bench);
        second = on(other);
        CountDownLatch both = new CountDownLatch(2);
        for (Bench one : List.of(bench, other)) {
            one.on("promote", data -> {
                both.countDown();
                both.await();
                return List.of();
            });
        }
        engine.publish(
                IntStream.range(0, 20).mapToObj(i -> Bench.imageReady("b" + i)).toList());

        Bench.await(() -> bench.runs("promote").size() + other.runs("promote").size() == 20);
        assertThat(bench.runs("promote")).isNotEmpty();
        assertThat(other.runs("promote")).isNotEmpty();
    }

    @Test
    void eventsOfAFunctionThatTheTableHasNoMoreAreKept() {
        engine = on(bench);
        bench.on("promote", data -> {
            Thread.sleep(600_000);
            return List.of();
        });
        engine.publish(List.of(Bench.imageReady("b1"), Bench.imageReady("b2")));
        bench.awaitRuns("promote", 1);
        FunctionTable without = FunctionTable.of("bench.yaml", """
                functions:
                  audit:
                    purpose: Takes config runs
                    trigger: {events: [io.bakehouse.config-run.finished]}
                    timeout: 120s
                    attempts: 1
                    concurrency: 1
                """);
        try (Heard heard = Heard.of(ForgottenQueues.class)) {
            second = on(
                    SharedBrokers.of(SharedBrokers.Settings.of(BROKER.url(), ChildBroker.PASSWORD), without),
                    without,
                    other);
            assertThat(heard.words())
                    .anyMatch(words ->
                            words.contains("2 events wait in function.promote") && words.contains("no such function"));
        }
        bench.on("promote", data -> List.of());
        engine.close();
        engine = on(bench);

        Bench.await(() -> bench.data("promote").contains(Bench.imageReady("b2").data()));
    }

    @Test
    void aQueueThatIsFullTakesNothingAndFreesUp() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        bench.on("promote", data -> {
            gate.await();
            return List.of();
        });
        engine = on(bench);
        engine.publish(List.of(Bench.imageReady("b1"), Bench.imageReady("b2")));
        BROKER.fill(Queues.events("promote"));

        assertThatThrownBy(() -> engine.publish(List.of(Bench.imageReady("b3"))))
                .isInstanceOf(QueueUnavailableException.class);

        BROKER.free(Queues.events("promote"));
        engine.publish(List.of(Bench.imageReady("b4")));
        gate.countDown();
        bench.awaitRuns("promote", 3);
        assertThat(bench.data("promote"))
                .containsExactly(
                        Bench.imageReady("b1").data(),
                        Bench.imageReady("b2").data(),
                        Bench.imageReady("b4").data());
    }

    @Test
    void aDeadLetterWaitsUntilItsQueueTakesIt() throws Exception {
        bench.failFirst("promote", 99, new CloudException(CloudException.Kind.GONE, "no such image"));
        engine = on(bench);
        BROKER.shut(Queues.dead("promote"));
        try (Heard heard = Heard.of(Post.class)) {
            engine.publish(List.of(Bench.imageReady("b1")));
            Bench.await(() -> heard.words().stream().anyMatch(words -> words.contains("takes no letters")));
        }
        assertThat(bench.runs("tell")).isEmpty();
        assertThat(engine.depth("promote")).hasValue(1);

        BROKER.open(Queues.dead("promote"));

        bench.awaitRuns("tell", 1);
        Bench.await(() -> engine.deadLetters(10).size() == 1);
        assertThat(bench.runs("promote")).hasSize(1);
    }
}
