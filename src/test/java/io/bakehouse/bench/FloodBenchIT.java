package io.bakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.program.Ends;
import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import io.bakehouse.webhook.Fixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a flood of 10,000 webhooks from one sender does to another sender, who reports a run every 400 ms: how much longer
 * the answer takes, and how much longer the way of the event through two functions and two queues to its terminal event,
 * which is received by a sink.
 */
@Tag("bench")
class FloodBenchIT {
    private static final int FLOOD = 10_000;
    private static final int CLIENTS = 256;
    private static final int CALM = 15;
    private static final long EVERY_MILLIS = 400;
    private static final String TOKEN = "?token=" + ProgramSettings.TOKEN;
    private static final String CAPTURED_RUN = "8a27b8bb-217c-439c-b964-6b5e4d1a44f4";

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger flooded = new AtomicInteger();
    private final Map<String, Long> sentAt = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void anotherSenderHardlyWaits() throws Exception {
        try (Ends ends = new Ends();
                Program program = ProgramSettings.in(folder)
                        .with(Map.of("BAKEHOUSE_CLOUD", "practice", "BAKEHOUSE_NOTIFY_URL", ends.url()))
                        .startAndWait()) {
            flood(program, "/webhooks/cloud-init", phoneHome(), FLOOD / 20);
            List<Double> calm = report(program, CALM);
            double calmEnd = median(ends(ends));
            List<Double> answers = new ArrayList<>();
            ExecutorService clients = Executors.newSingleThreadExecutor();
            try {
                Future<Integer> flood = clients.submit(() -> flood(program, "/webhooks/puppet", captured(), FLOOD));
                while (!flood.isDone()) {
                    answers.addAll(report(program, 1));
                }
                assertThat(flood.get()).isEqualTo(FLOOD);
                answers.addAll(report(program, CALM));
            } finally {
                clients.shutdownNow();
            }
            List<Double> during = ends(ends);
            Figures.print("flood-answer-delay", max(answers) - median(calm), "ms");
            Figures.print("flood-end-delay", max(during) - calmEnd, "ms");
            Figures.print("flood-reports-beside", answers.size(), "webhooks");
        }
    }

    /** Sends them from as many clients as it takes, all from one sender. */
    private int flood(Program program, String path, byte[] report, int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(count);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(threads.submit(() -> {
                    try (Sender sender = new Sender(program.port(), path + TOKEN, report.length)) {
                        while (left.getAndDecrement() > 0) {
                            Sender.Answer answer = sender.send(numbered(report));
                            assertThat(answer.status()).isEqualTo(200);
                            accepted.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return accepted.get();
    }

    /** What the other sender does, and how long each answer took in ms. */
    private List<Double> report(Program program, int count) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "r" + next.incrementAndGet();
            byte[] body = ("{\"specversion\":\"1.0\",\"type\":\"run.changed\",\"source\":\"/other\",\"id\":\"" + id
                            + "\",\"data\":{\"server\":\"" + new UUID(7, next.get()) + "\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            try (Sender sender =
                    new Sender(program.port(), "/webhooks/cloudevents" + TOKEN + "&family=web", body.length)) {
                long begun = System.nanoTime();
                sentAt.put("cloudevents:/other#" + id, begun);
                assertThat(sender.send(body).status()).isEqualTo(202);
                millis.add((System.nanoTime() - begun) / 1e6);
            }
            Thread.sleep(EVERY_MILLIS);
        }
        return millis;
    }

    /** Waits for the ends of all that was reported since the last time; how long each took in ms, as the sink saw it. */
    private List<Double> ends(Ends ends) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (Map.Entry<String, Long> sent : sentAt.entrySet()) {
            Optional<Long> at = ends.arrival(sent.getKey());
            for (int i = 0; at.isEmpty() && i < 6_000; i++) {
                Thread.sleep(10);
                at = ends.arrival(sent.getKey());
            }
            millis.add((at.orElseThrow() - sent.getValue()) / 1e6);
        }
        sentAt.clear();
        return millis;
    }

    private byte[] numbered(byte[] report) {
        byte[] body = report.clone();
        int place = new String(report, StandardCharsets.US_ASCII).indexOf(CAPTURED_RUN);
        byte[] id = new UUID(9, flooded.incrementAndGet()).toString().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(id, 0, body, place, id.length);
        return body;
    }

    private static byte[] captured() {
        return new String(Fixture.request("puppet/apply-changed.http").body(), StandardCharsets.US_ASCII)
                .replace("node-01", "node-no")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** For warming up, so that the sender of the flood is one that has sent nothing before. */
    private static byte[] phoneHome() {
        return ("instance_id=" + CAPTURED_RUN + "&hostname=node-no").getBytes(StandardCharsets.US_ASCII);
    }

    private static double median(List<Double> values) {
        return WebhookBenchIT.percentile(values, 50);
    }

    private static double max(List<Double> values) {
        return WebhookBenchIT.percentile(values, 100);
    }
}
