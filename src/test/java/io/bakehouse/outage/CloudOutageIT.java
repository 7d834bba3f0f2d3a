package io.bakehouse.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.program.Ends;
import io.bakehouse.program.Patience;
import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import io.bakehouse.program.PuppetRun;
import io.bakehouse.program.ReservedPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cloud is down when the program starts, goes down in the middle, or knows another password. */
class CloudOutageIT {
    private static final String WRONG = "not-the-password-of-demo";
    /** On a server that the practice cloud has from its beginning. */
    private static final PuppetRun RUN = PuppetRun.of("node-01.example.org", 1);

    @TempDir
    Path folder;

    private ProgramSettings settings;
    private Ends ends;

    @BeforeEach
    void settings() throws IOException {
        Path recipes = Files.createDirectory(folder.resolve("recipes"));
        Files.writeString(recipes.resolve("web.yaml"), """
                family: web
                adopt: {names: ["node-*"], when: [changed]}
                snapshot: {expected: 2s, deadline: 20m}
                batch: {count: 2, flavor: m1.nano, network: none, expected: 1s, deadline: 20m}
                """);
        ends = new Ends();
        settings = ProgramSettings.in(folder)
                .shortLived()
                .with(Map.of("BAKEHOUSE_RECIPES", recipes.toString(), "BAKEHOUSE_NOTIFY_URL", ends.url()));
    }

    @AfterEach
    void stop() {
        ends.close();
    }

    @Test
    void aReportIsAcceptedWhileTheCloudIsDownAndBakedWhenItIsUp() throws Exception {
        int port = new ReservedPort().number();
        try (Program bakery =
                settings.with(ChildCloud.variables(port, ChildCloud.PASSWORD)).startAndWait()) {
            assertThat(bakery.report(RUN).statusCode()).isEqualTo(200);
            bakery.waitForLine("nobody answers there");
            try (ChildCloud cloud = ChildCloud.start(port)) {
                ends.await(EventType.BATCH_READY, bakery);
                assertThat(cloud.calls()).containsEntry("POST compute/servers/{id}/action", 1L);
            }
            assertThat(bakery.log()).doesNotContain("\tat ").doesNotContain("dead letter");
        }
    }

    @Test
    void aCloudThatCannotBeReachedForAWhileDelaysABakeOnly() throws Exception {
        // A snapshot that takes so long that the line is cut in the middle of it, not after the bake.
        try (ChildCloud cloud = ChildCloud.start(0, "snapshot=PT15S");
                SlowLine line = new SlowLine(cloud.port(), 0);
                Program bakery = settings.with(ChildCloud.variables(line.port(), ChildCloud.PASSWORD))
                        .startAndWait()) {
            assertThat(bakery.report(RUN).statusCode()).isEqualTo(200);
            Patience.until(
                    Patience.USUAL, () -> cloud.calls().containsKey("POST compute/servers/{id}/action"), bakery::log);
            line.cut();
            bakery.waitForLine("again in");
            line.mend();
            ends.await(EventType.BATCH_READY, bakery);
            assertThat(bakery.log()).doesNotContain("\tat ").doesNotContain("dead letter");
        }
    }

    @Test
    void aWrongPasswordIsOneLineAndCanBeCorrected() throws Exception {
        try (ChildCloud cloud = ChildCloud.start(0)) {
            try (Program bakery =
                    settings.with(ChildCloud.variables(cloud.port(), WRONG)).startAndWait()) {
                assertThat(bakery.report(RUN).statusCode()).isEqualTo(200);
                bakery.waitForLine("dead letter: io.bakehouse.config-run.finished");
                List<String> lines = linesWith(bakery, "dead letter: io.bakehouse.config-run.finished");
                assertThat(lines).hasSize(1);
                System.out.println("wrong password: " + lines.get(0));
                assertThat(lines.get(0)).contains("401");
                ends.await(EventType.EVENT_FAILED, bakery);
            }
            try (Program corrected = settings.with(cloud.variables()).startAndWait()) {
                assertThat(corrected.command("redrive", "{}").statusCode()).isBetween(200, 299);
                ends.await(EventType.BATCH_READY, corrected);
                assertThat(corrected.log())
                        .doesNotContain("\tat ")
                        .doesNotContain(WRONG)
                        .doesNotContain(ProgramSettings.TOKEN)
                        .doesNotContain("Bearer");
            }
        }
    }

    private static List<String> linesWith(Program bakery, String text) {
        return bakery.log().lines().filter(line -> line.contains(text)).toList();
    }
}
