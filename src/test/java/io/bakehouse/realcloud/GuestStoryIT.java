package io.bakehouse.realcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.bench.Figures;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.program.ProgramSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The combined route with guests: a builder configures itself and calls back, is snapshotted, a canary finds nothing left
 * to do, and a batch of two is ready without being configured. On a hypervisor that runs guests these are real scripts;
 * on one that simulates them, the comments in the scripts say what the guest would do. Prints how long each route takes
 * until a server is ready.
 */
class GuestStoryIT extends OnRealCloud {
    private static final int SERVERS = 2;

    /** Guests run only where the flavor for them is given; the address is the host's on their bridge. */
    private final boolean runs = "m1.micro".equals(System.getenv("DEVCLOUD_FLAVOR"));

    private final String host = System.getenv().getOrDefault("DEVCLOUD_GUEST_HOST", runs ? "10.77.0.1" : "127.0.0.1");

    private Guests guests;

    @AfterEach
    void hangUp() {
        if (guests != null) {
            guests.close();
        }
    }

    @Test
    void aBuilderIsBakedVerifiedAndBooted() throws Exception {
        guests = new Guests(host);
        String family = project.family("guest");
        recipe(family, recipe(family));
        listen();
        Instant asked = Instant.now();
        assertThat(bakery.command("bake", "{\"family\": \"" + family + "\"}").statusCode())
                .isEqualTo(202);

        JsonNode promoted = ends.await(family, EventType.IMAGE_PROMOTED);
        String id = promoted.path("image").asText();
        Image image = project.cloud.image(id).orElseThrow();
        assertThat(image.name()).isEqualTo(family);
        assertThat(image.properties())
                .containsEntry(Marks.STATE, Marks.STATE_CURRENT)
                .containsEntry(Marks.BASE, project.image)
                .containsKeys(Marks.BASE_CHECKSUM, Marks.IDENTITY, Marks.CANARY_IDENTITY);
        assertThat(image.mark(Marks.IDENTITY)).isNotEqualTo(image.mark(Marks.CANARY_IDENTITY));

        JsonNode ready = ends.await(family, EventType.BATCH_READY);
        List<Guests.Call> calls = project.until(
                "both guests have called", () -> guests.calls("ready=batch"), all -> all.size() >= SERVERS);
        assertThat(calls)
                .extracting(Guests.Call::query)
                .allSatisfy(said -> assertThat(said).endsWith("site=1.0"));
        List<Server> batch = project.batch(ready.path("batch").asText());
        assertThat(batch)
                .hasSize(SERVERS)
                .allSatisfy(server -> assertThat(server.image()).isEqualTo(id));
        project.until("builder and canary are gone", () -> project.ofFamily(family), left -> left.size() == SERVERS);
        assertThat(project.records(family))
                .filteredOn(record -> record.has(Marks.STATE, Marks.STATE_OPEN))
                .isEmpty();
        print(asked, guests.calls("ready=builder").get(0).at(), image, calls, batch);
    }

    private void listen() {
        ProgramSettings settings = settings();
        bakery = settings.with(Map.of(
                        "QUARKUS_HTTP_HOST",
                        runs ? "0.0.0.0" : "127.0.0.1",
                        "BAKEHOUSE_CALLBACK_URL",
                        "http://" + host + ":" + settings.port().number()))
                .startAndWait();
    }

    /** Time-to-ready: from the request for a server until it is what it shall be. */
    private static void print(
            Instant asked, Instant converged, Image image, List<Guests.Call> calls, List<Server> batch) {
        Instant started = batch.stream()
                .map(Server::createdAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = calls.stream()
                .map(Guests.Call::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Figures.print("time-to-ready-bootstrapped", seconds(asked, converged), "s");
        Figures.print("time-to-ready-baked", seconds(started, last), "s");
        Figures.print(
                "time-to-image",
                seconds(asked, Instant.parse(image.mark(Marks.PROMOTED_AT).orElseThrow())),
                "s");
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private String recipe(String family) throws IOException {
        String server =
                "  flavor: %s\n  network: %s\n  sender: cloudevents\n".formatted(project.flavor, project.network);
        return "family: " + family + "\n"
                + "builder:\n  base: {id: " + project.image + "}\n" + server
                + "  deadline: 20m\n" + userData("builder")
                + "snapshot: {expected: 3s, deadline: 20m}\n"
                + "verify:\n  expect: {config_run: {drift_budget: 0}}\n" + server
                + "  deadline: 20m\n" + userData("canary")
                + "batch:\n  count: " + SERVERS + "\n"
                + "  flavor: %s\n  network: %s\n  expected: 3s\n  deadline: 20m\n"
                        .formatted(project.flavor, project.network)
                + userData("batch");
    }

    /** The script as a block of the recipe, with the addresses that only this run knows. */
    private String userData(String name) throws IOException {
        try (InputStream in = GuestStoryIT.class.getResourceAsStream("/guest/" + name + ".sh")) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@RELAY@", guests.url("/relay"))
                    .replace("@READY@", guests.url("/ready"))
                    .replace("@SECONDS@", "20");
            return "  user_data: |\n" + script.indent(4);
        }
    }
}
