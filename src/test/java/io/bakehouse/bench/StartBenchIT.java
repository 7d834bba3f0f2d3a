package io.bakehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.program.Patience;
import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import io.bakehouse.webhook.Fixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon the packaged program answers, and how much memory it holds after the main job. */
@Tag("bench")
class StartBenchIT {
    private static final int STARTS = 5;
    private static final Duration LONGEST_JOB = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String PUPPET = "/webhooks/puppet?token=" + ProgramSettings.TOKEN;

    @TempDir
    private Path folder;

    @Test
    void startToFirst200() throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (Program program = onPractice(folder.resolve("start-" + i)).startAndWait()) {
                millis.add(program.startMillis());
            }
        }
        Figures.print("start-ms", WebhookBenchIT.percentile(millis, 50), "ms");
    }

    @Test
    void memoryAfterTheMainJob() throws Exception {
        byte[] report = Fixture.request("puppet/apply-changed.http").body();
        try (Program program = onPractice(folder).startAndWait();
                Sender sender = new Sender(program.port(), PUPPET, report.length)) {
            assertThat(sender.send(report).body()).contains("\"accepted\":1");
            Patience.until(
                    LONGEST_JOB,
                    LOOK,
                    () -> program.get("/batches").body().contains("\"state\":\"ready\""),
                    () -> "the batch is not ready:\n" + program.log());
            Figures.print("rss-mb", Meters.residentMegabytes(program), "MB");
        }
    }

    private static ProgramSettings onPractice(Path folder) {
        return ProgramSettings.in(folder).with("BAKEHOUSE_CLOUD", "practice");
    }
}
