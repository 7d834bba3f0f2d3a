package io.bakehouse.realcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.outage.PuppetAgents;
import io.bakehouse.platform.RecipeFiles;
import io.bakehouse.program.Ends;
import io.bakehouse.program.Patience;
import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import io.bakehouse.program.PuppetRun;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many bakes and batches on the OpenStack that the {@code OS_*} variables name, over a line that loses and delays, while the
 * bakery is killed with kill -9 again and again: {@code ./mvnw verify -Psoak -Dsoak.bakes=200 -Dsoak.batches=50}. In the end
 * everything is as if nothing had happened, and the tally is printed.
 */
@Tag("soak")
class SoakIT {
    private static final int BAKES = Integer.getInteger("soak.bakes", 200);
    private static final int BATCHES = Integer.getInteger("soak.batches", 50);
    private static final int BAKES_PER_FAMILY = 10;
    private static final int SERVERS_PER_FAMILY = 5;
    private static final int BATCH = 3;
    private static final int LONGEST_LIFE_MS = 60_000;
    private static final int MOST_LIVES = 60;
    private static final Duration DRAIN = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("soak.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> families = new ArrayList<>();
    private Project project;
    private Ends ends;
    private UnreliableLine line;
    private int kills;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        System.out.println("soak: -Dsoak.seed=" + seed);
        ends = new Ends();
        project = new Project();
        line = new UnreliableLine(seed);
    }

    @AfterEach
    void clean() throws InterruptedException {
        line.close();
        ends.close();
        project.clean();
    }

    @Test
    void nothingIsLostLeftOrDoneTwice() throws Exception {
        Recipes recipes = recipes();
        List<PuppetRun> runs = runs();
        ProgramSettings settings = ProgramSettings.in(folder)
                .onTheCloudAround()
                .shortLived()
                .with(Map.of(
                        "BAKEHOUSE_RECIPES",
                        folder.resolve("recipes").toString(),
                        "BAKEHOUSE_NOTIFY_URL",
                        ends.url(),
                        "BAKEHOUSE_SCHEDULE_SWEEP",
                        "15s",
                        "OS_AUTH_URL",
                        line.through(project.config.authUrl().toString())));
        SoakTally tally = new SoakTally(project, ends, recipes, runs);
        try (PuppetAgents agents = new PuppetAgents(settings, runs)) {
            while (tally.batches() < BATCHES || agents.accepted() < BAKES || tally.ended() < BAKES) {
                assertThat(kills)
                        .as("lives, and still open: %s; %s; %s", tally.open(), line, tally.line())
                        .isLessThan(MOST_LIVES);
                agents.allow(BAKES * (kills + 1) / 5);
                live(settings, tally);
                System.out.printf(
                        "soak: %d kills, %d of %d webhooks accepted, %d of %d batches, %d ends%n",
                        kills, agents.accepted(), BAKES, tally.batches(), BATCHES, tally.ended());
            }
            line.becomeReliable();
            try (Program last = settings.startAndWait()) {
                Patience.until(DRAIN, LOOK, () -> tally.open().isEmpty(), () -> tally.open() + "\n" + last.log());
                System.out.println("soak: " + kills + " kills, " + line + "; " + tally.line());
                assertThat(last.log()).doesNotContain("dead letter");
            }
        }
        tally.check();
    }

    /** One life of the bakery, in which batches are asked for, and its end. */
    private void live(ProgramSettings settings, SoakTally tally) throws Exception {
        try (Program life = settings.start()) {
            if (random.nextInt(5) == 0) {
                // Killed while it starts.
                TimeUnit.MILLISECONDS.sleep(random.nextInt(4_000));
            } else {
                life.waitUntilReady();
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_LIFE_MS));
                while (System.nanoTime() - end < 0) {
                    boot(life, tally);
                    TimeUnit.MILLISECONDS.sleep(500);
                }
            }
            life.kill();
            kills++;
        }
    }

    /** A batch of a family that has an image already, if there is one. */
    private void boot(Program life, SoakTally tally) throws IOException {
        if (tally.batches() >= BATCHES) {
            return;
        }
        String family = families.get(random.nextInt(families.size()));
        HttpResponse<String> answer =
                life.command("boot", "{\"family\": \"%s\", \"count\": %d}".formatted(family, BATCH));
        if (answer.statusCode() == 202) {
            tally.accepted(new ObjectMapper().readTree(answer.body()).path("id").asText(), BATCH);
        } else {
            // No image yet, or the cloud could not be asked: nothing was accepted.
            assertThat(answer.statusCode()).as(answer.body()).isIn(404, 409, 502, 503, 504);
        }
    }

    private List<PuppetRun> runs() throws InterruptedException {
        for (String family : families) {
            project.cloud.createServers(project.spec(family + "-a"), SERVERS_PER_FAMILY);
        }
        List<String> names = project
                .until(
                        "all servers are ACTIVE",
                        () -> project.cloud.servers(project.made()),
                        all -> all.size() == families.size() * SERVERS_PER_FAMILY
                                && all.stream().allMatch(server -> server.status() == ServerStatus.ACTIVE))
                .stream()
                .map(server -> server.name())
                .sorted()
                .toList();
        List<PuppetRun> runs = new ArrayList<>();
        for (int i = 0; i < BAKES; i++) {
            runs.add(PuppetRun.of(names.get(i % names.size()), i));
        }
        return runs;
    }

    private Recipes recipes() throws IOException {
        Path recipes = Files.createDirectory(folder.resolve("recipes"));
        for (int i = 0; i * BAKES_PER_FAMILY < BAKES; i++) {
            String family = project.family("soak" + i);
            families.add(family);
            Files.writeString(recipes.resolve(family + ".yaml"), project.recipe(family, 0, ""));
        }
        return RecipeFiles.read(recipes);
    }
}
