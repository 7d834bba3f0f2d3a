package io.bakehouse.engine.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.webhook.Fixture;
import io.bakehouse.webhook.WebhookRequest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OnListedCloud.class)
class HttpTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final String PROBLEM = "application/problem+json";

    @Inject
    RecordingPublisher queue;

    @Inject
    ListedCloud cloud;

    @TestHTTPResource
    URI address;

    @BeforeEach
    void startEmpty() {
        queue.events.clear();
        queue.broken = false;
        cloud.images.clear();
        cloud.servers.clear();
        cloud.failure = null;
    }

    @Test
    void aPuppetReportIsOnTheQueueBeforeItIsAccepted() throws Exception {
        HttpResponse<String> answer = replay(Fixture.request("puppet/server-changed.http"), "/webhooks/puppet");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"accepted\":1",
                        "will be baked as 'web'",
                        queue.events.get(0).id());
        assertThat(queue.events.get(0).type()).isEqualTo(EventType.CONFIG_RUN_FINISHED);
    }

    @Test
    void anUnchangedRunIsAnsweredWithTheReason() throws Exception {
        HttpResponse<String> answer = replay(Fixture.request("puppet/apply-unchanged.http"), "/webhooks/puppet");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"accepted\":0", "adopt.when of web does not list that");
        assertThat(queue.events).isEmpty();
    }

    @Test
    void aBodyWithoutContentTypeAndWithThePathBelowTheSenderIsRead() throws Exception {
        WebhookRequest verdict = Fixture.request("cloud-init/reporter-success/22-modules-final-finish.http");
        HttpResponse<String> answer = replay(verdict, "/webhooks/cloud-init/" + verdict.rest());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(((ConfigRun) queue.events.get(0).data()).server()).isEqualTo("4d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10");
    }

    @Test
    void aFormAndAWrongContentTypeAreReadAnyway() throws Exception {
        assertThat(replay(Fixture.request("cloud-init/phone-home-all.http"), "/webhooks/cloud-init?family=web")
                        .statusCode())
                .isEqualTo(200);
        byte[] report = Fixture.request("puppet/apply-changed.http").body();
        for (String type : List.of(
                "application/json",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "nonsense",
                "a/b; c=\"",
                "text/plain; charset=nonsense")) {
            HttpResponse<String> answer =
                    send("/webhooks/puppet", "PUT", Map.of("Content-Type", List.of(type)), report);
            assertThat(answer.statusCode()).as(type + answer.body()).isEqualTo(200);
        }
        assertThat(queue.events).hasSize(7);
    }

    @Test
    void cloudEventsAreAnsweredWith202AndNoBody() throws Exception {
        HttpResponse<String> accepted = replay(Fixture.request("cloudevents/binary.http"), "/webhooks/cloudevents");
        HttpResponse<String> ignored = replay(Fixture.request("knative/pingsource.http"), "/webhooks/cloudevents");

        assertThat(List.of(accepted.statusCode(), ignored.statusCode())).containsExactly(202, 202);
        assertThat(accepted.body() + ignored.body()).isEmpty();
        assertThat(ignored.headers().firstValue("Bakehouse-Answer"))
                .hasValueSatisfying(words -> assertThat(words).contains("names no server"));
        assertThat(queue.events).hasSize(1);
    }

    @Test
    void theHandshakeIsAnsweredByHeaders() throws Exception {
        WebhookRequest handshake = Fixture.request("cloudevents/options-handshake.http");
        HttpResponse<String> answer = send("/webhooks/cloudevents", "OPTIONS", handshake.headers(), new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map())
                .containsEntry("Allow", List.of("POST"))
                .containsEntry("WebHook-Allowed-Origin", List.of("*"));
    }

    @Test
    void theTokenIsTakenFromWhereTheToolCanPutIt() {
        String latin1 = Base64.getEncoder()
                .encodeToString(("user:" + OnListedCloud.TOKEN).getBytes(StandardCharsets.ISO_8859_1));
        String utf8 =
                Base64.getEncoder().encodeToString(("user:" + OnListedCloud.TOKEN).getBytes(StandardCharsets.UTF_8));
        for (String credentials : List.of("Basic " + latin1, "basic " + utf8)) {
            yaml().header("Authorization", credentials)
                    .post("/webhooks/puppet")
                    .then()
                    .statusCode(200);
        }
        yaml().queryParam("token", OnListedCloud.TOKEN)
                .post("/webhooks/puppet")
                .then()
                .statusCode(200);
        problem(yaml().queryParam("token", "wrong").post("/webhooks/puppet").then(), 401, "missing or wrong");
        problem(yaml().post("/webhooks/puppet").then(), 401, "missing or wrong")
                .header("WWW-Authenticate", containsString("Bearer"));
        assertThat(queue.events).hasSize(3);
    }

    @Test
    void badRequestsAreProblems() throws Exception {
        problem(authentic().body("--- [").post("/webhooks/puppet").then(), 400, "not readable as YAML");
        problem(authentic().post("/webhooks/puppet").then(), 400, "empty");
        problem(authentic().post("/webhooks/pupet").then(), 404, "did you mean 'puppet'?");
        problem(
                authentic()
                        .queryParam("family", "wbe")
                        .body(report())
                        .post("/webhooks/puppet")
                        .then(),
                404,
                "'web'");
        problem(authentic().urlEncodingEnabled(false).post("/webhooks/a%0Ab").then(), 404, "called 'a b'");
        problem(authentic().get("/nowhere").then(), 404, null);
        problem(authentic().delete("/webhooks/puppet").then(), 405, null);
        assertThat(queue.events).isEmpty();
    }

    @Test
    void anUnavailableQueueIsNeverASuccess() {
        queue.broken = true;

        problem(authentic().body(report()).post("/webhooks/puppet").then(), 503, "not accepted")
                .header("Retry-After", nullValue());
    }

    @Test
    void aBodyOverTheLimitIsRefusedUnread() throws Exception {
        byte[] large = new byte[20 * 1024 * 1024];
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve("/webhooks/puppet")).header("Authorization", "Bearer x");
        HttpResponse<String> announced = Answers.to(
                HttpClient.newHttpClient(),
                request.POST(HttpRequest.BodyPublishers.ofByteArray(large)).build());

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.headers().firstValue("Content-Type")).hasValue(PROBLEM);
        assertThat(announced.body()).contains("\"status\":413", "8388608");
        HttpResponse<String> chunked = Answers.to(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                request.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                        .build());
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.headers().firstValue("Content-Type")).hasValue(PROBLEM);
        assertThat(queue.events).isEmpty();
    }

    @Test
    void bootPublishesABatchOfTheCurrentImage() {
        cloud.images.add(image("i1", "web", ImageStatus.ACTIVE, Marks.STATE_CURRENT, "web-1"));
        for (int i = 0; i < 2; i++) {
            command("boot", "{\"family\": \"web\", \"count\": \"2\"}")
                    .statusCode(202)
                    .header("Location", containsString("/batches/" + Ids.batch("web", "i1", "key-1")))
                    .body("id", is(Ids.batch("web", "i1", "key-1")))
                    .body("words", is("2 servers of 'web' will be booted from image i1"));
        }

        assertThat(queue.events).hasSize(2);
        assertThat(queue.events.get(0).id()).isEqualTo(queue.events.get(1).id());
        assertThat(((BatchRequested) queue.events.get(0).data()).count()).isEqualTo(2);
    }

    @Test
    void bakePublishesAConfigRun() {
        command("bake", "{\"family\": \"web\", \"server\": \"node-01\"}")
                .statusCode(202)
                .body("see", containsString("/bakes/web-"));

        ConfigRun run = (ConfigRun) queue.events.get(0).data();
        assertThat(run.cause()).isEqualTo("command:key-1");
        assertThat(run.nodeNames()).containsExactly("node-01");
        assertThat(run.family()).isEqualTo("web");
    }

    @Test
    void redriveSaysHowMany() {
        command("redrive", "{\"limit\": 2}")
                .statusCode(202)
                .body("words", is("2 dead letters of all are delivered again"));
        problem(command("redrive", "{\"function\": \"nobody\"}"), 404, "nobody");
    }

    @Test
    void commandsSayHowToDoItRight() {
        problem(command("boot", "{\"family\": \"web\", \"count\": 2}"), 409, "no current image yet");
        problem(command("boot", "{\"family\": \"web\", \"cuont\": 2}"), 400, "did you mean 'count'?");
        problem(command("boot", "{\"family\": \"web\", \"count\": 0}"), 400, "1 to 20000");
        problem(command("boot", "{\"family\": \"wbe\", \"count\": 1}"), 404, "did you mean 'web'?");
        problem(command("bake", "{\"family\": \"web\"}"), 400, "'server' is missing");
        problem(command("bake", "[1]"), 400, "JSON object");
        problem(command("bake", "{\"family\": "), 400, null);
        problem(command("bkae", "{}"), 404, "did you mean 'bake'?");
        problem(
                given().contentType("application/json")
                        .body("{}")
                        .post("/commands/bake")
                        .then(),
                401,
                "token");
        given().get("/commands").then().statusCode(200).body("command", hasItems("bake", "boot", "redrive"));
        assertThat(queue.events).isEmpty();
    }

    @Test
    void bakesTellHowFarTheyAre() {
        cloud.images.addAll(List.of(
                image("i1", "web", ImageStatus.ACTIVE, Marks.STATE_CURRENT, "web-1"),
                image("i2", "web 2026", ImageStatus.SAVING, Marks.STATE_CANDIDATE, "web-2"),
                record("bake", "web-2", Marks.BAKE, Marks.STATE_OPEN, ""),
                record("bake", "web-3", Marks.BAKE, Marks.STATE_OPEN, ""),
                record("bake", "web-4", Marks.BAKE, Marks.STATE_FAILED, "the image vanished")));

        given().get("/bakes?family=web").then().statusCode(200).body("id", hasSize(4));
        given().get("/bakes?limit=1").then().body("id", hasSize(1));
        given().get("/bakes/web-1")
                .then()
                .body("state", is("promoted"), "image", is("i1"), "timeline.promoted", is("2026-11-23T01:05:00Z"));
        given().get("/bakes/web-2").then().body("state", is("snapshot"), "words", is("the image is saving"));
        given().get("/bakes/web-3").then().body("state", is("requested"), "image", nullValue());
        given().get("/bakes/web-4").then().body("state", is("failed"), "words", is("the image vanished"));
        given().get("/images").then().body("id", hasItems("i1", "i2"), "state", hasItem("current"));
        problem(given().get("/bakes/web-9").then(), 404, "GET /bakes");
        problem(given().get("/bakes?limit=0").then(), 400, "1 to 1000");
        problem(given().get("/images?family=wbe").then(), 404, "did you mean 'web'?");
    }

    @Test
    void batchesTellTheirServers() {
        cloud.images.add(record("batch", "web-7", Marks.BATCH, Marks.STATE_OPEN, ""));
        cloud.servers.add(server("s1", ServerStatus.ACTIVE, null));
        cloud.servers.add(server("s2", ServerStatus.ERROR, "No valid host was found."));

        given().get("/batches").then().body("id", contains("web-7"), "state", contains("booting"));
        given().get("/batches/web-7")
                .then()
                .body("active", is(1), "error", is(1), "count", is(4), "words", is("1 of 4 servers are active"))
                .body("servers.fault", hasItem("No valid host was found."));
        given().get("/batches/web-7?limit=1").then().body("servers", hasSize(1), "active", is(1));
        problem(given().get("/batches/web-8").then(), 404, "GET /batches");
    }

    @Test
    void nothingIsAnEmptyListAndCloudFailuresAreProblems() {
        given().get("/bakes").then().statusCode(200).body("", empty());
        cloud.failure = new CloudException(CloudException.Kind.RETRY_LATER, "no connection");
        problem(given().get("/bakes").then(), 503, "no connection");
        cloud.failure = new CloudException(CloudException.Kind.NOT_OURS, "wrong password=hunter2");
        problem(given().get("/images").then(), 502, "wrong password=***");
    }

    @Test
    void theFaceIsDescribed() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/webhooks/{sender}'.post.summary", equalTo("Report that a config run has ended"))
                .body(
                        "paths.'/commands/{name}'.post.requestBody.content.'application/json'.examples.boot.value",
                        equalTo(Map.of("family", "web", "count", 2)));
    }

    private static RequestSpecification authentic() {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("application/x-yaml", io.restassured.http.ContentType.TEXT)))
                .queryParam("token", OnListedCloud.TOKEN)
                .contentType("application/x-yaml");
    }

    private static RequestSpecification yaml() {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-yaml", io.restassured.http.ContentType.TEXT)))
                .contentType("application/x-yaml")
                .body(report());
    }

    private static String report() {
        return new String(Fixture.request("puppet/apply-changed.http").body(), StandardCharsets.UTF_8);
    }

    private static ValidatableResponse command(String name, String json) {
        return given().queryParam("token", OnListedCloud.TOKEN)
                .header("Idempotency-Key", "key-1")
                .contentType("application/json")
                .body(json)
                .post("/commands/" + name)
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String detail) {
        return response.statusCode(status)
                .contentType(PROBLEM)
                .body("status", is(status))
                .body("detail", detail == null ? org.hamcrest.Matchers.anything() : containsString(detail));
    }

    private HttpResponse<String> replay(WebhookRequest captured, String path) throws Exception {
        return send(path, captured.method(), captured.headers(), captured.body());
    }

    /** Sends exactly these headers: other clients add a Content-Type of their own. */
    private HttpResponse<String> send(String path, String method, Map<String, List<String>> headers, byte[] body)
            throws Exception {
        String query = (path.contains("?") ? "&" : "?") + "token="
                + java.net.URLEncoder.encode(OnListedCloud.TOKEN, StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path + query))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        Set<String> own = Set.of("host", "connection", "content-length", "accept-encoding");
        headers.forEach((name, values) -> {
            if (!own.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Image image(String id, String name, ImageStatus status, String state, String bake) {
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.ROLE,
                Marks.ROLE_IMAGE,
                Marks.FAMILY,
                "web",
                Marks.SERVER,
                "s0",
                "instance_uuid",
                "s0",
                Marks.STATE,
                state,
                Marks.BAKE,
                bake,
                Marks.REQUESTED_AT,
                NOW.toString()));
        if (state.equals(Marks.STATE_CURRENT)) {
            marks.put(Marks.PROMOTED_AT, NOW.plusSeconds(300).toString());
        }
        return new Image(id, name, status, NOW, NOW, 1, null, "p", "private", false, false, marks);
    }

    private static Image record(String kind, String id, String mark, String state, String reason) {
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.ROLE,
                Marks.ROLE_RECORD,
                Marks.FAMILY,
                "web",
                mark,
                id,
                Marks.STATE,
                state,
                Marks.REASON,
                reason,
                Marks.COUNT,
                "4"));
        String uuid = Ids.record(kind, id);
        return new Image(uuid, id, ImageStatus.QUEUED, NOW, NOW, 0, null, "p", "private", true, false, marks);
    }

    private static Server server(String id, ServerStatus status, String fault) {
        Map<String, String> marks = Map.of(Marks.ROLE, Marks.ROLE_BATCH, Marks.FAMILY, "web", Marks.BATCH, "web-7");
        return new Server(
                id, id, status, null, NOW, "i1", fault, List.of("10.0.0.1"), marks, Set.of(Marks.batchTag("web-7")));
    }
}
