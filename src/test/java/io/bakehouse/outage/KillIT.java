package io.bakehouse.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Recipes;
import io.bakehouse.openstack.jclouds.OpenStackCloud;
import io.bakehouse.platform.RecipeFiles;
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
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bakery is killed with kill -9 again and again in the middle of its work, and started again on the same data folder,
 * while config runs are reported to it and the cloud goes on. In the end everything is as if nothing had happened.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("kill.kills", 50);
    private static final int RUNS = 16;
    private static final int SERVERS = 12;
    private static final List<String> FAMILIES = List.of("web", "db", "app");
    private static final Duration DRAIN = Duration.ofMinutes(8);
    /** Half of what a quick call of a real cloud takes. */
    private static final long ONE_WAY_MS = 40;

    @TempDir
    Path folder;

    @Test
    void nothingIsLostOrDoneTwiceHoweverOftenItIsKilled() throws Exception {
        long seed = Long.getLong("kill.seed", System.nanoTime());
        System.out.println("kill -9: -Dkill.seed=" + seed);
        Recipes recipes = recipes();
        try (ChildCloud cloud = ChildCloud.start(0, "boot=PT1S", "snapshot=PT1.5S");
                SlowLine line = new SlowLine(cloud.port(), ONE_WAY_MS);
                OpenStackCloud look = cloud.look();
                Ends ends = new Ends()) {
            List<PuppetRun> runs = runs(cloud);
            ProgramSettings settings = ProgramSettings.in(folder)
                    .shortLived()
                    .with(ChildCloud.variables(line.port(), ChildCloud.PASSWORD))
                    .with(Map.of(
                            "BAKEHOUSE_RECIPES", folder.resolve("recipes").toString(),
                            "BAKEHOUSE_NOTIFY_URL", ends.url(),
                            "BAKEHOUSE_SCHEDULE_SWEEP", "10s"));
            Tally tally = new Tally(look, ends, recipes, runs);
            try (PuppetAgents agents = new PuppetAgents(settings, runs)) {
                killAgainAndAgain(settings, agents, new Random(seed));
                agents.allow(RUNS);
                try (Program last = settings.startAndWait()) {
                    waitUntilDone(tally, agents, last);
                    System.out.println("kill -9: " + KILLS + " kills, " + tally.line());
                    assertThat(last.log()).doesNotContain("dead letter");
                }
            }
            tally.check();
        }
    }

    private static void killAgainAndAgain(ProgramSettings settings, PuppetAgents agents, Random random)
            throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            // Reports are spread over all the lives, so that in each of them something is under way.
            agents.allow(1 + kill * RUNS / KILLS);
            try (Program life = settings.start()) {
                if (random.nextInt(5) == 0) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
                } else {
                    life.waitUntilReady();
                    TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(2_700));
                }
                life.kill();
            }
        }
    }

    private static void waitUntilDone(Tally tally, PuppetAgents agents, Program last) throws Exception {
        Patience.until(
                DRAIN,
                () -> agents.accepted() == RUNS && tally.open().isEmpty(),
                () -> agents.accepted() + " of " + RUNS + " accepted, still open: " + tally.open() + "\n" + last.log());
    }

    private static List<PuppetRun> runs(ChildCloud cloud) throws IOException, InterruptedException {
        for (int i = 0; i < SERVERS; i++) {
            cloud.addServer(server(i));
        }
        // The last few are about servers that were baked before.
        List<PuppetRun> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(PuppetRun.of(server(i % SERVERS), i));
        }
        return runs;
    }

    private static String server(int i) {
        return FAMILIES.get(i % FAMILIES.size()) + "-" + i;
    }

    private Recipes recipes() throws IOException {
        Path recipes = Files.createDirectory(folder.resolve("recipes"));
        for (String family : FAMILIES) {
            Files.writeString(recipes.resolve(family + ".yaml"), """
                    family: %1$s
                    adopt: {names: ["%1$s-*"], when: [changed]}
                    snapshot: {expected: 2s, deadline: 20m}
                    batch: {count: %2$d, flavor: m1.nano, network: none, expected: 1s, deadline: 20m}
                    """.formatted(family, Tally.BATCH));
        }
        return RecipeFiles.read(recipes);
    }
}
