package io.bakehouse.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.EngineListener;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.program.Patience;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong with the embedded queue, and what comes of it. */
class LocalFaultsTest {
    @TempDir
    private Path folder;

    private final Bench bench = new Bench();
    private final AtomicLong free = new AtomicLong(1_000);
    private LocalEngine engine;

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    private void start(LocalEngine.Options options, EngineListener... listeners) {
        DataFolder data = DataFolder.open(folder, 100, free::get);
        engine = LocalEngine.start(
                data, Bench.table(), bench, Clock.systemUTC(), new Listeners(List.of(listeners)), options);
    }

    private void start(EngineListener... listeners) {
        start(LocalEngine.Options.DEFAULT, listeners);
    }

    @Test
    void nothingIsAcceptedWhileTheDiskIsFull() {
        start();
        assertThat(engine.trouble()).isEmpty();
        free.set(99);

        assertThatThrownBy(() -> engine.publish(List.of(Bench.imageReady("b1"))))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessageContaining("full");
        assertThat(engine.trouble()).contains("full");

        free.set(100);
        engine.publish(List.of(Bench.imageReady("b2")));
        bench.awaitRuns("promote", 1);
        assertThat(bench.data("promote")).containsExactly(Bench.imageReady("b2").data());
    }

    @Test
    void functionsPauseWhileTheDiskIsFull() {
        start();
        // Filled by the first event's own function, the disk is full before anybody can take the second one.
        bench.on("promote", data -> {
            free.set(0);
            return List.of();
        });
        engine.publish(List.of(Bench.imageReady("b1"), Bench.imageReady("b2")));
        bench.awaitRuns("promote", 1);
        Bench.await(() -> engine.depth("promote").orElse(0) == 1);
        Instant later = Instant.now().plusMillis(1_500);
        Bench.await(() -> Instant.now().isAfter(later));
        assertThat(bench.runs("promote")).hasSize(1);

        free.set(1_000);
        Bench.await(() -> bench.runs("promote").size() > 1);
        assertThat(bench.data("promote"))
                .containsExactly(
                        Bench.imageReady("b1").data(), Bench.imageReady("b2").data());
    }

    @Test
    void nothingIsAcceptedAfterTheQueueHasStopped() {
        start();
        engine.close();

        assertThatThrownBy(() -> engine.publish(List.of(Bench.imageReady("b1"))))
                .isInstanceOf(QueueUnavailableException.class);
        assertThat(engine.trouble()).contains("stopped");
        assertThatThrownBy(() -> engine.deadLetters(1)).isInstanceOf(QueueUnavailableException.class);
        assertThatThrownBy(() -> engine.redrive("all", 1)).isInstanceOf(QueueUnavailableException.class);
    }

    @Test
    void aSecondEngineOnTheFolderIsRefused() {
        start();

        assertThatThrownBy(() -> DataFolder.open(folder, 0)).isInstanceOf(DataFolderException.class);
    }

    @Test
    void listenersHearEverythingAndCannotDisturb() {
        List<String> heard = new CopyOnWriteArrayList<>();
        start(
                new EngineListener() {
                    @Override
                    public void published(Event event) {
                        throw new IllegalStateException("a listener that fails");
                    }

                    @Override
                    public void delivered(String function, Event event) {
                        throw new IllegalStateException("a listener that fails");
                    }
                },
                new Recorder(heard));
        bench.failFirst("promote", 1, new CloudException(CloudException.Kind.RETRY_LATER, "busy"));
        bench.on("bake", data -> List.of(Bench.imageReady("b1")));
        bench.failFirst("audit", 1, new CloudException(CloudException.Kind.GONE, "no such server"));
        engine.publish(List.of(Bench.configRun(1)));

        // All of it: who is told about an event's end may hear it after the next function has begun.
        List<String> all = List.of(
                "published io.bakehouse.config-run.finished",
                "delivered bake",
                "succeeded bake",
                "published io.bakehouse.image.ready",
                "failed promote after PT0.04S",
                "succeeded promote",
                "dead audit",
                "published io.bakehouse.event.failed");
        Patience.until(Patience.USUAL, () -> heard.containsAll(all), heard::toString);
    }

    @Test
    void anEventThatKillsTheProcessBecomesADeadLetter() throws Exception {
        LocalEngine.Options options = new LocalEngine.Options(Duration.ofSeconds(1), 2);
        assertThat(Child.start(DieOnEvent.class, folder.toString(), "web-1").waitFor())
                .isEqualTo(3);
        assertThat(Child.start(DieOnEvent.class, folder.toString()).waitFor()).isEqualTo(3);

        start(options);

        bench.awaitRuns("tell", 1);
        assertThat(bench.runs("promote")).isEmpty();
        Ending ending = (Ending) bench.data("tell").get(0);
        assertThat(ending.type()).isEqualTo(EventType.EVENT_FAILED.wire());
        assertThat(ending.words()).contains("the process ended 2 times in the middle of it");
        Bench.await(() -> engine.deadLetters(10).size() == 1);
    }

    @Test
    void stoppingDoesNotWaitForEverAndKeepsTheEvent() {
        start(new LocalEngine.Options(Duration.ofMillis(100), 10));
        bench.on("promote", data -> {
            // As long as its row allows, which is longer than anything here.
            Thread.sleep(600_000);
            return List.of();
        });
        engine.publish(List.of(Bench.imageReady("b1")));
        bench.awaitRuns("promote", 1);
        Instant before = Instant.now();
        engine.close();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(60));

        bench.on("promote", data -> List.of());
        start();

        Bench.await(() -> bench.runs("promote").size() == 2);
    }

    @Test
    void whatNobodyCanReadBecomesADeadLetterAndAnEvent() throws Exception {
        try (Broker broker =
                EmbeddedBroker.start(DataFolder.open(folder, 0), Bench.table().queued(), 10, Clock.systemUTC())) {
            send(broker, "{\"id\":\"e1\",\"type\":\"io.bakehouse.server.painted\",\"data\":{}}");
            send(broker, "garbage");
        }

        start();

        bench.awaitRuns("tell", 2);
        assertThat(bench.data("tell"))
                .extracting(ending -> ((Ending) ending).words())
                .anyMatch(words -> words.contains("io.bakehouse.server.painted"))
                .anyMatch(words -> words.contains("it is no JSON"));
        Bench.await(() -> engine.deadLetters(10).size() == 2);
        assertThat(engine.deadLetters(10)).allMatch(dead -> dead.type() == null);
        assertThat(engine.redrive("promote", 10)).isEqualTo(2);
        bench.awaitRuns("tell", 4);
    }

    @Test
    void theQueueListensToThisProcessOnly() {
        start();

        assertThatThrownBy(() -> {
                    try (ActiveMQConnectionFactory network = new ActiveMQConnectionFactory("tcp://127.0.0.1:61616")) {
                        network.createConnection();
                    }
                })
                .isInstanceOf(JMSException.class);
    }

    private static void send(Broker broker, String text) throws JMSException {
        try (Line line = broker.link().line(true)) {
            line.send(new Line.Letter(
                    Queues.events("promote"),
                    new EventMessage("m" + text.length(), text, 0, 0, null, Turn.USUAL, Instant.EPOCH),
                    Duration.ZERO,
                    null));
            line.commit();
        }
    }

    /** Writes down what it hears. */
    private record Recorder(List<String> heard) implements EngineListener {
        @Override
        public void published(Event event) {
            heard.add("published " + event.type().wire());
        }

        @Override
        public void delivered(String function, Event event) {
            heard.add("delivered " + function);
        }

        @Override
        public void succeeded(String function, Event event, List<Event> next, Duration took) {
            heard.add("succeeded " + function);
        }

        @Override
        public void failed(String function, Event event, String reason, Duration pause) {
            heard.add("failed " + function + " after " + pause);
        }

        @Override
        public void deadLettered(String function, Event event, String reason) {
            heard.add("dead " + function);
        }
    }
}
