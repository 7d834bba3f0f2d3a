package io.bakehouse.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.local.Child;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.ImageReady;
import io.bakehouse.program.Patience;
import io.bakehouse.program.ReservedPort;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQS goes away in the middle of everything, and comes back with what it had taken. */
class KilledSqsTest {
    private static final int HIDDEN_SECONDS = 2;
    private static final int ENOUGH = 30;

    @TempDir
    Path folder;

    private final ReservedPort port = new ReservedPort();
    private final Bench bench = new Bench();
    private final Set<String> accepted = new TreeSet<>();
    private Process server;
    private ElasticMq sqs;
    private SqsEngine engine;

    @BeforeEach
    void start() throws Exception {
        startServer();
        sqs = new ElasticMq(URI.create("http://127.0.0.1:" + port.number()))
                .with(Bench.table(), HIDDEN_SECONDS, PolledEngine.DEATHS);
        engine = SqsEngine.start(
                sqs.client(),
                sqs.queues(),
                Bench.table(),
                bench,
                InstantSource.system(),
                Listeners.NONE,
                PolledEngine.DEATHS);
    }

    private void startServer() throws Exception {
        server = Child.start(
                DurableSqs.class,
                String.valueOf(port.number()),
                folder.resolve("queues").toString());
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        for (String line = ""; !line.equals("ready"); line = out.readLine()) {
            assertThat(line).as("SQS did not start").isNotNull();
        }
    }

    @AfterEach
    void stop() throws Exception {
        engine.close();
        server.destroyForcibly().waitFor();
    }

    @Test
    void whatWasAcceptedIsDeliveredWheneverSqsDies() throws Exception {
        bench.on("bake", data -> List.of(Bench.imageReady(((ConfigRun) data).cause())));
        try (EventSourceMapping mapping =
                new EventSourceMapping(sqs.client(), sqs.queues(), engine::deliver).from("bake", 1, 2)) {
            Thread publisher = new Thread(this::publish, "publisher");
            publisher.start();
            Bench.await(() -> bench.runs("bake").size() >= ENOUGH);
            server.destroyForcibly().waitFor();
            startServer();
            Bench.await(() -> bench.runs("bake").size() >= 2 * ENOUGH);
            publisher.interrupt();
            publisher.join();
            mapping.from("promote", 1, 2);

            await("bake", () -> bench.causes("bake"));
            await("promote", this::promoted);
        }
        assertThat(accepted).hasSizeGreaterThan(ENOUGH);
        assertThat(engine.deadLetters(9)).isEmpty();
    }

    private Set<String> promoted() {
        return bench.data("promote").stream()
                .map(data -> ((ImageReady) data).bake())
                .collect(Collectors.toSet());
    }

    private void await(String function, Supplier<Set<String>> delivered) {
        Patience.until(Patience.USUAL, () -> delivered.get().containsAll(accepted), () -> {
            Set<String> missing = new TreeSet<>(accepted);
            missing.removeAll(delivered.get());
            return function + " has not seen " + missing + "; on the queue " + sqs.messages(function)
                    + ", dead letters " + engine.deadLetters(9);
        });
    }

    /** Notes what was accepted; what was not, nobody waits for. */
    private void publish() {
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            try {
                Event event = Bench.configRun(i);
                engine.publish(List.of(event));
                accepted.add(((ConfigRun) event.data()).cause());
            } catch (QueueUnavailableException e) {
                // A sender of a webhook is told 503, and sends again.
                Thread.onSpinWait();
            }
        }
    }
}
