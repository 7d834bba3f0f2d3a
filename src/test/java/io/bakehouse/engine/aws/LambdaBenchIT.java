package io.bakehouse.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.bench.Figures;
import io.bakehouse.contract.Bench;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.lambda.FunctionZip;
import io.bakehouse.lambda.Lambda;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.SweepRequested;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.practice.http.PracticeServer;
import io.bakehouse.program.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** What a function costs on Lambda, beside one that does nothing, and what SQS is asked for. */
@Tag("bench")
class LambdaBenchIT {
    private static final int STARTS = 5;
    private static final int EVENTS = 400;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void startBesideAnEmptyFunction() throws Exception {
        Path ours = FunctionZip.unpack(FunctionZip.built(), Files.createDirectory(folder.resolve("ours")));
        Path emptyZip = emptyFunction();
        Path empty = FunctionZip.unpack(emptyZip, Files.createDirectory(folder.resolve("empty")));
        Figures.print("lambda-zip-bytes", (double) Files.size(FunctionZip.built()), "B");
        Figures.print("lambda-empty-zip-bytes", (double) Files.size(emptyZip), "B");
        List<Long> init = new ArrayList<>();
        List<Long> first = new ArrayList<>();
        List<Long> cpu = new ArrayList<>();
        List<Long> emptyInit = new ArrayList<>();
        List<Long> emptyFirst = new ArrayList<>();
        List<Long> emptyCpu = new ArrayList<>();
        try (ElasticMq sqs = new ElasticMq().with(FunctionTable.packaged(), 60, PolledEngine.DEATHS);
                PracticeServer cloud = PracticeServer.start(
                        PracticeModel.quickStart(InstantSource.system(), PracticeTimes.quick()), 0)) {
            Map<String, String> variables = Map.ofEntries(
                    Map.entry("AWS_REGION", "eu-west-1"),
                    Map.entry("AWS_ACCESS_KEY_ID", "any"),
                    Map.entry("AWS_SECRET_ACCESS_KEY", "any"),
                    Map.entry("QUARKUS_FUNQY_EXPORT", "deliver-events"),
                    Map.entry("BAKEHOUSE_AWS_QUEUES", sqs.queues().prefix().toString()),
                    Map.entry("BAKEHOUSE_AWS_ENDPOINT", sqs.endpoint().toString()),
                    Map.entry("BAKEHOUSE_TOKEN", "a-token-of-the-bench"),
                    Map.entry("OS_AUTH_URL", cloud.authUrl()),
                    Map.entry("OS_USERNAME", "demo"),
                    Map.entry("OS_PASSWORD", "practice"),
                    Map.entry("OS_PROJECT_NAME", "demo"));
            for (int i = 0; i < STARTS; i++) {
                try (Lambda function = start(ours, "io.bakehouse.engine.aws.LambdaEvents", variables)) {
                    assertThat(new String(function.invoke(sweep(sqs)), StandardCharsets.UTF_8))
                            .isEqualTo("{\"batchItemFailures\":[]}");
                    init.add(function.init().toMillis());
                    first.add(function.took().toMillis());
                    cpu.add(function.cpu().toMillis());
                }
                try (Lambda function = start(empty, "io.quarkus.funqy.lambda.FunqyStreamHandler", Map.of())) {
                    function.invoke("\"hello\"".getBytes(StandardCharsets.UTF_8));
                    emptyInit.add(function.init().toMillis());
                    emptyFirst.add(function.took().toMillis());
                    emptyCpu.add(function.cpu().toMillis());
                }
            }
        }
        Figures.print("lambda-init-ms", median(init), "ms");
        Figures.print("lambda-first-event-ms", median(first), "ms");
        Figures.print("lambda-empty-init-ms", median(emptyInit), "ms");
        Figures.print("lambda-empty-first-event-ms", median(emptyFirst), "ms");
        Figures.print("lambda-cpu-ms", median(cpu), "ms");
        Figures.print("lambda-empty-cpu-ms", median(emptyCpu), "ms");
        // The fairer figure where other programs share the processors: of them both have what is left.
        Figures.print("lambda-cpu-ratio", median(cpu) / median(emptyCpu), "times");
        // An empty function starts in its first event and ours before it, so only the sums can be compared.
        Figures.print(
                "lambda-start-ratio",
                (median(init) + median(first)) / (median(emptyInit) + median(emptyFirst)),
                "times");
    }

    @Test
    void eventsThroughSqs() {
        for (int consumers : new int[] {1, 2, 4}) {
            AtomicLong requests = new AtomicLong();
            Bench bench = new Bench();
            try (ElasticMq sqs = new ElasticMq().with(Bench.table(), 60, PolledEngine.DEATHS)) {
                SqsEngine engine = SqsEngine.start(
                        sqs.client(counting(requests)),
                        sqs.queues(),
                        Bench.table(),
                        bench,
                        InstantSource.system(),
                        Listeners.NONE,
                        PolledEngine.DEATHS);
                List<Event> events = new ArrayList<>();
                for (int i = 0; i < EVENTS; i++) {
                    events.add(Bench.imageReady("b" + i));
                }
                engine.publish(events);
                long begin = System.nanoTime();
                try (EventSourceMapping mapping =
                        new EventSourceMapping(sqs.client(counting(requests)), sqs.queues(), engine::deliver)) {
                    mapping.from("promote", 1, consumers);
                    Patience.until(() -> bench.runs("promote").size() >= EVENTS);
                    double seconds = (System.nanoTime() - begin) / 1e9;
                    Figures.print("sqs-events-per-second-" + consumers, EVENTS / seconds, "events/s");
                }
                Figures.print("sqs-requests-per-event-" + consumers, requests.get() / (double) EVENTS, "requests");
                engine.close();
            }
        }
    }

    private static ExecutionInterceptor counting(AtomicLong requests) {
        return new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                requests.incrementAndGet();
            }
        };
    }

    private Lambda start(Path zip, String handler, Map<String, String> variables) throws IOException {
        return Lambda.start(zip, handler, LIMIT, folder.resolve("log"), variables);
    }

    private static byte[] sweep(ElasticMq sqs) {
        Instant slot = Instant.parse("2026-11-23T01:00:00Z");
        Event event = Event.of(EventType.SWEEP_REQUESTED, new SweepRequested(slot), slot);
        String url = sqs.queues().events("sweep");
        return Jsons.queueEvent(new SqsEvent(List.of(new SqsEvent.Message(
                "m",
                "r",
                new String(EventCodec.write(event, slot), StandardCharsets.UTF_8),
                Map.of("ApproximateReceiveCount", "1"),
                Map.of(),
                "arn:aws:sqs:eu-west-1:000000000000:" + url.substring(url.lastIndexOf('/') + 1)))));
    }

    private static double median(List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** Built in the same way as ours. */
    private static Path emptyFunction() throws Exception {
        Path project = Path.of("target", "empty-function");
        for (String file : new String[] {"pom.xml", "src/main/java/empty/Empty.java"}) {
            Path copy = project.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.write(
                    copy, Files.readAllBytes(Path.of("src/test/empty-function").resolve(file)));
        }
        Process build = new ProcessBuilder(
                        Path.of("mvnw").toAbsolutePath().toString(),
                        "-B",
                        "-q",
                        "-Dquarkus.version=" + System.getProperty("bakehouse.quarkus.version"),
                        "package")
                .directory(project.toFile())
                .inheritIO()
                .start();
        assertThat(build.waitFor()).isZero();
        return project.resolve("target").resolve("function.zip");
    }
}
