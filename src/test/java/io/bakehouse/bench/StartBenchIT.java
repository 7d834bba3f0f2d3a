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
    /** The first long-lived Java that writes such a file at the end of a start, and reads it. */
    private static final int AOT = 25;

    private static final Duration LONGEST_JOB = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String PUPPET = "/webhooks/puppet?token=" + ProgramSettings.TOKEN;

    @TempDir
    private Path folder;

    /** Plain, and with the classes of an earlier start in a file, as the image of infra/local/Containerfile has them. */
    @Test
    void startToFirst200() throws Exception {
        Path cache = folder.resolve("classes");
        boolean aot = Runtime.version().feature() >= AOT;
        onPractice(folder.resolve("training"))
                .onJvm((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache)
                .startAndWait()
                .close();
        assertThat(cache).isNotEmptyFile();
        double plain = startMillis("plain");
        double cached = startMillis("cached", (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache);
        Figures.print("start-ms", plain, "ms");
        Figures.print("start-cached-ms", cached, "ms");
        Figures.print("start-cached-ratio", cached / plain, "ratio");
    }

    private double startMillis(String name, String... options) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            ProgramSettings settings = onPractice(folder.resolve(name + i)).onJvm(options);
            try (Program program = settings.startAndWait()) {
                millis.add(program.startMillis());
            }
        }
        return WebhookBenchIT.percentile(millis, 50);
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
