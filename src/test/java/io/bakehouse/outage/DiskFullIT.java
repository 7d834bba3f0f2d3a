package io.bakehouse.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bakehouse.program.Ends;
import io.bakehouse.program.Patience;
import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import io.bakehouse.program.PuppetRun;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the data folder fills up while the program runs. Needs the right to mount a small disk in memory. */
class DiskFullIT {
    private static final int MEBIBYTE = 1 << 20;
    private static final int DISK = 96;
    private static final int KEPT_FREE = 32;
    /** More than what the first journal files have room for. */
    private static final int MOST_REPORTS = 3_000;

    @TempDir
    Path folder;

    private Path disk;
    private ProgramSettings settings;
    private Ends ends;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + DISK + "m", "tmpfs", disk.toString()))
                .as("a disk in memory can be mounted")
                .isZero();
        Path recipes = Files.createDirectory(folder.resolve("recipes"));
        Files.writeString(recipes.resolve("web.yaml"), "family: web\nadopt: {names: [\"web-*\"]}\n");
        ends = new Ends();
        settings = ProgramSettings.in(folder)
                .shortLived()
                .with(Map.of(
                        "BAKEHOUSE_DATA", disk.resolve("data").toString(),
                        "BAKEHOUSE_CLOUD", "practice",
                        "BAKEHOUSE_RECIPES", recipes.toString(),
                        "BAKEHOUSE_NOTIFY_URL", ends.url()));
    }

    @AfterEach
    void unmount() throws Exception {
        if (ends != null) {
            ends.close();
            assertThat(run("umount", "-l", disk.toString())).isZero();
        }
    }

    @Test
    void belowTheReserveNothingIsAcceptedAndAboveItEverythingAgain() throws Exception {
        try (Program bakery =
                settings.with("BAKEHOUSE_DATA_KEEP_FREE", KEPT_FREE + "M").startAndWait()) {
            assertThat(bakery.report(PuppetRun.of("web-1", 1)).statusCode()).isEqualTo(200);
            Path filler = fill(KEPT_FREE - 8);
            requireRefused(bakery.report(PuppetRun.of("web-1", 2)));
            assertThat(bakery.get("/q/health/ready").statusCode()).isEqualTo(503);
            assertThat(bakery.get("/q/health/ready").body()).contains("the disk of the data folder is full");
            Files.delete(filler);
            assertThat(bakery.report(PuppetRun.of("web-1", 3)).statusCode()).isEqualTo(200);
            waitForEnds(List.of(PuppetRun.of("web-1", 1), PuppetRun.of("web-1", 3)), bakery);
            assertThat(ends.all()).hasSize(2);
            assertThat(bakery.log()).doesNotContain("\tat ");
        }
    }

    @Test
    void onADiskWithoutAByteLeftWhatIsAcceptedIsNotLost() throws Exception {
        ProgramSettings noReserve = settings.with("BAKEHOUSE_DATA_KEEP_FREE", "0");
        List<PuppetRun> accepted = new ArrayList<>();
        int refused = 0;
        try (Program first = noReserve.startAndWait()) {
            Path filler = fill(0);
            for (int i = 0; i < MOST_REPORTS && refused < 3; i++) {
                PuppetRun run = PuppetRun.of("web-1", i);
                HttpResponse<String> answer = first.report(run);
                if (answer.statusCode() == 200) {
                    accepted.add(run);
                } else {
                    requireRefused(answer);
                    refused++;
                }
            }
            first.kill();
            Files.delete(filler);
        }
        System.out.println("disk full: " + accepted.size() + " reports accepted before " + refused + " were refused");
        assertThat(refused).as("refused reports").isEqualTo(3);
        try (Program second = noReserve.startAndWait()) {
            waitForEnds(accepted, second);
        }
    }

    private static void requireRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertThat(answer.body()).contains("was not accepted");
    }

    /** Each run is about a server that nobody knows, so its terminal event is a refusal. */
    private void waitForEnds(List<PuppetRun> runs, Program bakery) {
        List<String> causes = runs.stream().map(PuppetRun::cause).toList();
        Patience.until(
                Patience.USUAL,
                () -> ends.all().stream()
                        .map(Ends.End::subject)
                        .collect(Collectors.toSet())
                        .containsAll(causes),
                () -> ends.all().size() + " of " + runs.size() + " ended:\n" + bakery.log());
    }

    /** Writes until no more than that is free. */
    private Path fill(int mebibytes) throws IOException {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(disk).getUsableSpace() > (long) mebibytes * MEBIBYTE) {
                out.write(block);
            }
        }
        return filler;
    }

    private static int run(String... command) throws Exception {
        try {
            Process program = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return program.waitFor();
        } catch (IOException e) {
            // No such command here.
            return -1;
        }
    }
}
