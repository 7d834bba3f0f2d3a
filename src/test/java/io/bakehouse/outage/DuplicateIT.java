package io.bakehouse.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.model.Recipes;
import io.bakehouse.openstack.jclouds.OpenStackCloud;
import io.bakehouse.platform.RecipeFiles;
import io.bakehouse.program.Ends;
import io.bakehouse.program.Patience;
import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import io.bakehouse.program.PuppetRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same report, delivered a thousand times by many clients at once, makes one image and one batch. */
class DuplicateIT {
    private static final int DELIVERIES = 1_000;
    private static final int CLIENTS = 32;
    /** Time for a second image to show up, had there been one. */
    private static final Duration QUIET = Duration.ofSeconds(4);

    @TempDir
    Path folder;

    @Test
    void aThousandDeliveriesOfOneReportMakeOneImage() throws Exception {
        PuppetRun run = PuppetRun.of("web-1", 1);
        Path recipes = Files.createDirectory(folder.resolve("recipes"));
        Files.writeString(recipes.resolve("web.yaml"), """
                family: web
                adopt: {names: ["web-*"], when: [changed]}
                snapshot: {expected: 2s, deadline: 20m}
                batch: {count: 4, flavor: m1.nano, network: none, expected: 1s, deadline: 20m}
                """);
        Recipes read = RecipeFiles.read(recipes);
        try (ChildCloud cloud = ChildCloud.start(0, "boot=PT1S", "snapshot=PT2S");
                OpenStackCloud look = cloud.look();
                Ends ends = new Ends()) {
            cloud.addServer(run.server());
            ProgramSettings settings = ProgramSettings.in(folder)
                    .shortLived()
                    .with(cloud.variables())
                    .with(Map.of("BAKEHOUSE_RECIPES", recipes.toString(), "BAKEHOUSE_NOTIFY_URL", ends.url()));
            Tally tally = new Tally(look, ends, read, List.of(run));
            try (Program bakery = settings.startAndWait()) {
                Map<Integer, Long> answers = deliver(bakery, run);
                // Each of the two is sent by itself, so that either may be the last.
                ends.await(EventType.IMAGE_PROMOTED, bakery);
                ends.await(EventType.BATCH_READY, bakery);
                TimeUnit.MILLISECONDS.sleep(QUIET.toMillis());
                Map<String, Long> calls = cloud.calls();
                System.out.println("duplicates: " + DELIVERIES + " deliveries by " + CLIENTS + " clients, answers "
                        + answers + ", " + tally.line() + "; "
                        + calls.values().stream().mapToLong(Long::longValue).sum() + " API calls");
                System.out.println("duplicates: " + calls);
                assertThat(answers).containsOnly(Map.entry(200, (long) DELIVERIES));
                assertThat(calls).containsEntry("POST compute/servers/{id}/action", 1L);
                assertThat(calls).containsEntry("POST compute/servers", 1L);
                assertThat(ends.of(EventType.IMAGE_PROMOTED)).hasSize(1);
                assertThat(ends.of(EventType.BATCH_READY)).hasSize(1);
                tally.check();
            }
        }
    }

    /** How often each status was answered. */
    private static Map<Integer, Long> deliver(Program bakery, PuppetRun run) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < DELIVERIES; i++) {
                answers.add(clients.submit(() -> bakery.report(run).statusCode()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get(Patience.USUAL.toSeconds(), TimeUnit.SECONDS));
            }
            return statuses.stream().collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        } finally {
            clients.shutdownNow();
        }
    }
}
