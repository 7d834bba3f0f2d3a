package io.bakehouse.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.openstack.jclouds.OpenStackCloud;
import io.bakehouse.platform.RecipeFiles;
import io.bakehouse.program.ChildBroker;
import io.bakehouse.program.Ends;
import io.bakehouse.program.Patience;
import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import io.bakehouse.program.PuppetRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three bakeries on one cloud and one broker are one bakery, whichever of them, or the broker itself, is killed. */
class SharedBrokerIT {
    private static final int PROGRAMS = 3;
    private static final int RUNS = 10;
    private static final int KILLS = Integer.getInteger("kill.shared", 10);
    private static final List<String> FAMILIES = List.of("web", "db");
    private static final Duration SLOT = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final ChildBroker broker = new ChildBroker();
    private final List<ProgramSettings> settings = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();
    private ChildCloud cloud;
    private OpenStackCloud look;
    private Ends ends;
    private Recipes recipes;

    @BeforeEach
    void surroundings() throws Exception {
        broker.start(folder.resolve("broker"));
        cloud = ChildCloud.start(0, "boot=PT1S", "snapshot=PT1.5S");
        look = cloud.look();
        ends = new Ends();
        recipes = recipes();
        ProgramSettings first = ProgramSettings.in(folder)
                .shortLived()
                .with(cloud.variables())
                .with(broker.variables())
                .with(Map.of(
                        "BAKEHOUSE_RECIPES", folder.resolve("recipes").toString(),
                        "BAKEHOUSE_NOTIFY_URL", ends.url(),
                        "BAKEHOUSE_SCHEDULE_SWEEP", SLOT.toSeconds() + "s"));
        for (int i = 0; i < PROGRAMS; i++) {
            settings.add(first.beside(folder.resolve("bakery-" + i + ".log")));
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (Program program : programs) {
            program.kill();
        }
        ends.close();
        look.close();
        cloud.close();
        broker.close();
    }

    @Test
    void threeOfThemShareTheWorkAndSurviveTheBroker() throws Exception {
        long begin = System.currentTimeMillis();
        for (ProgramSettings one : settings) {
            programs.add(one.startAndWait());
        }
        List<PuppetRun> runs = runs();
        for (int i = 0; i < RUNS; i++) {
            assertThat(programs.get(i % PROGRAMS).report(runs.get(i)).statusCode())
                    .isEqualTo(200);
        }
        Tally tally = new Tally(look, ends, recipes, runs);
        waitUntilDone(tally);
        tally.check();
        assertThat(programs)
                .allSatisfy(program -> assertThat(counted(program, "bakehouse_function_runs_total", ""))
                        .as("functions that ran there")
                        .isPositive());
        assertThat(folder.resolve("data")).doesNotExist();
        checkSchedules(begin);

        loseTheBroker(runs.get(0));
        combinedBake();
    }

    /** In each slot each of them published a sweep, and one was run. */
    private void checkSchedules(long begin) throws IOException {
        double published = 0;
        double run = 0;
        for (Program program : programs) {
            published += counted(program, "bakehouse_events_total", "type=\"io.bakehouse.sweep.requested\"");
            run += counted(program, "bakehouse_function_runs_total", "function=\"sweep\"");
        }
        double slots = Math.floor((System.currentTimeMillis() - begin) / (double) SLOT.toMillis()) + 2;
        System.out.println("shared broker: " + published + " sweeps published, " + run + " run, " + slots + " slots");
        assertThat(run).isPositive().isLessThanOrEqualTo(slots).isLessThan(published);
    }

    private void loseTheBroker(PuppetRun run) throws Exception {
        broker.kill();
        for (Program program : programs) {
            Patience.until(Patience.USUAL, () -> program.get("/q/health/ready").statusCode() == 503, program::log);
            assertThat(program.get("/q/health/ready").body()).contains("127.0.0.1:");
            assertThat(program.report(run).statusCode()).isEqualTo(503);
        }
        broker.start(folder.resolve("broker"));
        for (Program program : programs) {
            Patience.until(Patience.USUAL, () -> program.get("/q/health/ready").statusCode() == 200, program::log);
            assertThat(program.report(run).statusCode()).isEqualTo(200);
            assertThat(program.log()).doesNotContain("\tat ").doesNotContain(ChildBroker.PASSWORD);
        }
    }

    /** The command is given to one of them, and the builder reports to another. */
    private void combinedBake() throws Exception {
        assertThat(programs.get(0).command("bake", "{\"family\": \"app\"}").statusCode())
                .isBetween(200, 299);
        Patience.until(Patience.USUAL, () -> builder().isPresent(), programs.get(0)::log);
        Server builder = builder().orElseThrow();
        assertThat(programs.get(1).report(PuppetRun.now(builder.name())).statusCode())
                .isEqualTo(200);
        ends.await("app", EventType.IMAGE_PROMOTED);
        ends.await("app", EventType.BATCH_READY);
        Patience.until(Patience.USUAL, () -> builder().isEmpty(), programs.get(0)::log);
    }

    private Optional<Server> builder() {
        return look.servers(ServerQuery.ours()).stream()
                .filter(server -> server.mark(Marks.FAMILY).equals(Optional.of("app"))
                        && server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BUILDER)))
                .findFirst();
    }

    @Test
    void nothingIsLostOrDoneTwiceHoweverOftenOneOfThemIsKilled() throws Exception {
        long seed = Long.getLong("kill.seed", System.nanoTime());
        System.out.println("kill -9 on a shared broker: -Dkill.seed=" + seed);
        Random random = new Random(seed);
        List<PuppetRun> runs = runs();
        Tally tally = new Tally(look, ends, recipes, runs);
        for (ProgramSettings one : settings) {
            programs.add(one.start());
        }
        programs.get(0).waitUntilReady();
        try (PuppetAgents agents = new PuppetAgents(settings, runs)) {
            for (int kill = 0; kill < KILLS; kill++) {
                agents.allow(1 + kill * RUNS / KILLS);
                TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2_500));
                int which = random.nextInt(PROGRAMS);
                programs.get(which).kill();
                programs.set(which, settings.get(which).start());
                if (kill == KILLS / 2) {
                    broker.kill();
                    broker.start(folder.resolve("broker"));
                }
            }
            agents.allow(RUNS);
            Patience.until(DRAIN, () -> agents.accepted() == RUNS, () -> agents.accepted() + " accepted" + logs());
            waitUntilDone(tally);
        }
        System.out.println("kill -9 on a shared broker: " + KILLS + " kills, 1 of the broker, " + tally.line());
        tally.check();
        assertThat(logs()).doesNotContain("dead letter");
    }

    private void waitUntilDone(Tally tally) throws Exception {
        Patience.until(
                DRAIN,
                Duration.ofMillis(200),
                () -> tally.open().isEmpty(),
                () -> "still open: " + tally.open() + logs());
    }

    private String logs() {
        StringBuilder logs = new StringBuilder();
        programs.forEach(program -> logs.append("\n").append(program.log()));
        return logs.toString();
    }

    /** The sum of the counters of that name whose line has that text. */
    private static double counted(Program program, String name, String text) throws IOException {
        return program.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(text))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private List<PuppetRun> runs() throws Exception {
        List<PuppetRun> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            String server = FAMILIES.get(i % FAMILIES.size()) + "-" + i;
            cloud.addServer(server);
            runs.add(PuppetRun.of(server, i));
        }
        return runs;
    }

    /** Returns those whose images are made of reports. */
    private Recipes recipes() throws IOException {
        Path path = Files.createDirectory(folder.resolve("recipes"));
        String batch = "batch: {count: %d, flavor: m1.nano, network: none, expected: 1s, deadline: 20m}\n"
                .formatted(Tally.BATCH);
        for (String family : FAMILIES) {
            Files.writeString(path.resolve(family + ".yaml"), """
                    family: %1$s
                    adopt: {names: ["%1$s-*"], when: [changed]}
                    snapshot: {expected: 2s, deadline: 20m}
                    """.formatted(family) + batch);
        }
        Recipes adopted = RecipeFiles.read(path);
        Files.writeString(path.resolve("app.yaml"), """
                family: app
                builder: {base: {name: base}, flavor: m1.nano, network: none, sender: puppet, expected: 2s}
                snapshot: {expected: 2s, deadline: 20m}
                """ + batch);
        return adopted;
    }
}
