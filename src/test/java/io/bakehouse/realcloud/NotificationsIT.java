package io.bakehouse.realcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bakehouse.bench.Figures;
import io.bakehouse.bench.Meters;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.program.Patience;
import io.bakehouse.program.PuppetRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How soon the bakery knows that an image is complete when the cloud's message bus tells it, and what that spares. */
class NotificationsIT extends OnRealCloud {
    private static final int ROUNDS = 3;
    private static final Duration TARGET = Duration.ofSeconds(1);

    @Test
    void anImageIsNoticedLongBeforeTheClockWouldHaveLookedAtIt() throws Exception {
        String bus = System.getenv("DEVCLOUD_AMQP_URL");
        assumeTrue(bus != null, "DEVCLOUD_AMQP_URL names no message bus of the cloud to listen to");
        List<String> families = new ArrayList<>();
        List<Server> servers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String family = project.family("noticed-" + round);
            families.add(family);
            // The first look by the clock comes after five minutes.
            recipe(
                    family,
                    project.recipe(family, 1, "").replace("expected: 2s\n  deadline", "expected: 10m\n  deadline"));
            servers.add(project.server(family + "-a", Map.of()));
        }
        String counted = project.family("counted");
        recipe(counted, project.recipe(counted, 1, "").replaceAll("(?s)batch:.*", ""));
        Server source = project.server(counted + "-a", Map.of());
        start(Map.of("BAKEHOUSE_NOTIFICATIONS_URL", bus, "BAKEHOUSE_NOTIFICATIONS_QUEUE", "bakehouse-" + project.run));
        bakery.waitForLine("notifications: listening");
        List<Double> lags = new ArrayList<>();
        try (GlanceNews glance = new GlanceNews(bus)) {
            for (int round = 0; round < ROUNDS; round++) {
                lags.add((double) lag(glance, families.get(round), servers.get(round)));
            }
        }
        List<Double> calls = new ArrayList<>();
        for (int bake = 0; bake <= ROUNDS; bake++) {
            calls.add(calls(counted, source, bake));
        }
        // The first had no image to rename; a sweep in between makes calls of its own, so the least of the others
        // counts.
        System.out.println("  cloud calls of the family's bakes: " + calls);
        Figures.print("bake-api-calls-notified-real", Collections.min(calls.subList(1, calls.size())), "calls");
        Collections.sort(lags);
        System.out.println("  lags in ms: " + lags);
        Figures.print("image-ready-lag-ms", lags.get(ROUNDS / 2), "ms");
        assertThat(lags.get(ROUNDS / 2)).isLessThan((double) TARGET.toMillis());
        assertThat(bakery.log()).doesNotContain("devcloud:", "gAAAAA");
    }

    /** What one more bake of the family asks of the cloud, authentication left out. */
    private double calls(String family, Server server, int bakes) throws Exception {
        double before = calls();
        assertThat(bakery.report(PuppetRun.now(server.name())).statusCode()).isEqualTo(200);
        Patience.until(LIMIT, () -> ends.of(family).size() > bakes, () -> "no end of bake " + bakes);
        assertThat(ends.of(family)).allMatch(end -> end.is(EventType.IMAGE_PROMOTED));
        return calls() - before;
    }

    private double calls() throws IOException {
        String meter = "bakehouse_cloud_calls_seconds_count";
        return Meters.sum(bakery, meter, List.of()) - Meters.sum(bakery, meter, List.of("identity/"));
    }

    private long lag(GlanceNews glance, String family, Server server) throws Exception {
        Instant asked = Instant.now();
        assertThat(bakery.report(PuppetRun.now(server.name())).statusCode()).isEqualTo(200);
        String promoted =
                ends.await(family, EventType.IMAGE_PROMOTED).path("image").asText();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofMinutes(4));
        Image image = project.cloud.image(promoted).orElseThrow();
        Instant ready = Instant.parse(image.properties().get(Marks.READY_AT));
        ends.await(family, EventType.BATCH_READY);
        return Duration.between(glance.activeAt(promoted), ready).toMillis();
    }
}
