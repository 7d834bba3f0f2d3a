package io.bakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.webhook.Fixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon the packaged program answers, and how much memory it holds after the main job. */
@Tag("bench")
class StartBenchIT {
    private static final int STARTS = 5;
    private static final long LONGEST_JOB_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void startToFirst200() throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (Program program = Program.start(folder.resolve("start-" + i))) {
                millis.add(program.startMillis());
            }
        }
        Figures.print("start-ms", WebhookBenchIT.percentile(millis, 50), "ms");
    }

    @Test
    void memoryAfterTheMainJob() throws Exception {
        byte[] report = Fixture.request("puppet/apply-changed.http").body();
        try (Program program = Program.start(folder);
                Sender sender = new Sender(program.port(), "/webhooks/puppet", report.length)) {
            assertThat(sender.send(report).body()).contains("\"accepted\":1");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_JOB_SECONDS);
            while (!program.get("/batches").body().contains("\"state\":\"ready\"")) {
                assertThat(System.nanoTime()).as("the batch is ready in time").isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(500);
            }
            Figures.print("rss-mb", program.residentMegabytes(), "MB");
        }
    }
}
