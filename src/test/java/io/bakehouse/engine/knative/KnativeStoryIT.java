package io.bakehouse.engine.knative;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.platform.Callback;
import io.bakehouse.program.Patience;
import io.bakehouse.program.Program;
import io.bakehouse.program.ProgramSettings;
import io.bakehouse.program.PuppetRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Whole bakes on Knative, from the request to the ready batch, in one bakery whose start is what takes longest. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KnativeStoryIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SNAPSHOT = "POST compute/servers/{id}/action";

    /** What servers are told in their user data: below any address, because only this process knows the real one. */
    private static final Callback CALLBACK = new Callback(Optional.of(""), Optional.of(ProgramSettings.TOKEN));

    @TempDir
    static Path folder;

    private static Bakery bakery;

    @BeforeAll
    static void begin() throws IOException {
        Path recipes = Files.createDirectory(folder.resolve("recipes"));
        Files.writeString(recipes.resolve("web.yaml"), """
                family: web
                adopt: {names: ["node-*"], when: [changed]}
                snapshot: {expected: 2s, deadline: 20m}
                batch: {count: 3, flavor: m1.nano, network: none, expected: 1s, deadline: 20m}
                """);
        Files.writeString(recipes.resolve("app.yaml"), """
                family: app
                builder: {base: {name: base}, flavor: m1.nano, network: none, sender: cloudevents, deadline: 20m}
                snapshot: {expected: 2s, deadline: 20m}
                verify:
                  expect: {config_run: {drift_budget: 0}}
                  flavor: m1.nano
                  network: none
                  sender: cloudevents
                  deadline: 20m
                batch: {count: 2, flavor: m1.nano, network: none, expected: 1s, deadline: 20m}
                """);
        bakery = new Bakery(folder, recipes);
    }

    @AfterAll
    static void end() {
        bakery.close();
    }

    @Test
    @Order(1)
    void aServerThatHasConvergedIsBakedAndBootedAlthoughAllThatWorksOnItIsKilled() throws Exception {
        bakery.broker.refuse(true);
        assertThat(bakery.ingress.report(PuppetRun.now("node-01.example.org")).statusCode())
                .isEqualTo(503);
        bakery.broker.refuse(false);
        assertThat(bakery.ingress.report(PuppetRun.now("node-01.example.org")).statusCode())
                .isEqualTo(200);
        Patience.until(Patience.USUAL, () -> snapshots() > 0, bakery::log);
        bakery.killAndStart(0);
        bakery.killAndStart(1);
        bakery.killAndStartKeeper();

        JsonNode promoted = bakery.ends.await("web", EventType.IMAGE_PROMOTED);
        JsonNode ready = bakery.ends.await("web", EventType.BATCH_READY);

        assertReady("web", promoted, ready, 3);
        assertThat(snapshots()).isEqualTo(1);
        assertNothingIsDead();
    }

    @Test
    @Order(2)
    void aBuilderIsBakedVerifiedAndBooted() throws Exception {
        assertThat(bakery.ingress.command("bake", "{\"family\": \"app\"}").statusCode())
                .isEqualTo(202);
        Set<String> reported = new HashSet<>();
        Patience.until(
                Patience.USUAL,
                () -> {
                    report(reported);
                    return !bakery.ends.of(EventType.BATCH_READY).stream()
                            .filter(end -> end.data().path("family").asText().equals("app"))
                            .toList()
                            .isEmpty();
                },
                bakery::log);

        JsonNode promoted = bakery.ends.await("app", EventType.IMAGE_PROMOTED);
        assertReady("app", promoted, bakery.ends.await("app", EventType.BATCH_READY), 2);
        assertNothingIsDead();
    }

    @Test
    @Order(3)
    void aPingMakesASweep() {
        Instant now = Instant.now();
        long before = listed();
        bakery.broker.ping("sweep", now);

        Patience.until(Patience.USUAL, () -> listed() > before, bakery::log);
    }

    @Test
    @Order(4)
    void eachProcessShowsOnlyWhatItIsThereFor() throws Exception {
        String functions = url(bakery.functions().get(0));
        String ingress = url(bakery.ingress);
        String keeper = url(bakery.keeper());

        assertThat(status("POST", ingress + "/functions/notify", ProgramSettings.TOKEN))
                .isEqualTo(404);
        assertThat(status("GET", ingress + "/keeper/dead-letters", ProgramSettings.TOKEN))
                .isEqualTo(404);
        assertThat(status("POST", functions + "/webhooks/puppet", ProgramSettings.TOKEN))
                .isEqualTo(404);
        assertThat(status("GET", functions + "/bakes", ProgramSettings.TOKEN)).isEqualTo(404);
        assertThat(status("POST", functions + "/functions/notify", "")).isEqualTo(400);
        assertThat(status("GET", keeper + "/bakes", ProgramSettings.TOKEN)).isEqualTo(404);
        assertThat(status("GET", keeper + "/keeper/dead-letters", "wrong")).isEqualTo(401);
        assertThat(status("GET", keeper + "/keeper/dead-letters", ProgramSettings.TOKEN))
                .isEqualTo(200);
        assertThat(status("POST", keeper + "/keeper/redrive", "")).isEqualTo(401);
        assertThat(status("POST", keeper + "/keeper/events", "")).isEqualTo(401);
        assertThat(status("POST", keeper + "/keeper/events", ProgramSettings.TOKEN))
                .isEqualTo(400);
        assertThat(status("POST", keeper + "/keeper/undelivered/notify", "")).isEqualTo(400);
        assertThat(bakery.log()).doesNotContain(ProgramSettings.TOKEN).doesNotContain("\tat ");
    }

    private static void assertReady(String family, JsonNode promoted, JsonNode ready, int count) {
        Image image =
                bakery.cloud.cloud().image(promoted.path("image").asText()).orElseThrow();
        assertThat(image.name()).isEqualTo(family);
        List<Server> servers = bakery.cloud
                .cloud()
                .servers(ServerQuery.batch(ready.path("batch").asText()));
        assertThat(servers).hasSize(count).allSatisfy(server -> {
            assertThat(server.status()).isEqualTo(ServerStatus.ACTIVE);
            assertThat(server.image()).isEqualTo(image.id());
        });
    }

    private static void assertNothingIsDead() throws IOException {
        HttpResponse<String> redriven = bakery.ingress.command("redrive", "{}");
        assertThat(redriven.statusCode()).as(redriven.body()).isEqualTo(202);
        assertThat(redriven.body()).contains("0 dead letters");
    }

    /** What builders and canaries say of themselves as soon as they run. */
    private static void report(Set<String> reported) throws IOException, InterruptedException {
        for (Server server : bakery.cloud.cloud().servers(ServerQuery.builders())) {
            boolean builder = Marks.ROLE_BUILDER.equals(server.metadata().get(Marks.ROLE));
            if (server.status() == ServerStatus.ACTIVE && reported.add(server.id())) {
                String data =
                        builder ? "\"status\":\"changed\",\"changes\":9" : "\"status\":\"unchanged\",\"changes\":0";
                String body = "{\"specversion\":\"1.0\",\"type\":\"run.finished\",\"source\":\"/guest\",\"id\":\""
                        + server.id() + "\",\"data\":{\"server\":\"" + server.id() + "\"," + data + "}}";
                String callback = CALLBACK.url(
                                "cloudevents",
                                server.metadata().get(Marks.BAKE),
                                server.metadata().get(Marks.ROLE))
                        .orElseThrow();
                HttpRequest request = HttpRequest.newBuilder(URI.create(url(bakery.ingress) + callback))
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            }
        }
    }

    private static int status(String method, String url, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static long snapshots() {
        return bakery.cloud.calls().of(SNAPSHOT);
    }

    private static long listed() {
        return bakery.cloud.calls().of("GET volume/volumes/detail");
    }

    private static String url(Program program) {
        return "http://127.0.0.1:" + program.port();
    }
}
