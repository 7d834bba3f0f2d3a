package io.bakehouse.engine.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.bakehouse.platform.RandomIds;
import io.bakehouse.program.Patience;
import io.bakehouse.webhook.Fixture;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public face, on the whole application: what users and scripts were promised is there and in its form. */
@QuarkusTest
@TestProfile(OnPracticeCloud.class)
class FaceTest {
    private static final String CAPTURED_RUN = "8a27b8bb-217c-439c-b964-6b5e4d1a44f4";
    private static final String AUTHENTIC = "?token=" + OnPracticeCloud.TOKEN;
    private static final String YAML = "application/x-yaml";
    private static final String JSON = "application/json";
    private static final int OVER_LIMIT = 2 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TestHTTPResource
    URI address;

    /** One request body that the document shows, and where to send it. */
    private record Example(String path, String mediaType, String body) {}

    @Test
    void healthNamesTheQueue() {
        given().get("/q/health").then().statusCode(200).body("status", is("UP"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'queue' }.status", is("UP"));
    }

    @Test
    void metersAreThereAfterABake() throws Exception {
        String report = new String(Fixture.request("puppet/apply-changed.http").body(), StandardCharsets.UTF_8)
                .replace(CAPTURED_RUN, new RandomIds().next());
        HttpResponse<String> accepted = send("POST", "/webhooks/puppet" + AUTHENTIC, YAML, report);
        assertThat(accepted.body()).contains("\"accepted\":1");
        // A meter may be a moment behind what it counts.
        awaitMeters(
                "bakehouse_function_runs_total\\{function=\"promote-image\",outcome=\"succeeded\"\\} [1-9]",
                "bakehouse_events_total\\{type=\"io\\.bakehouse\\.config-run\\.finished\"\\} [1-9]",
                Pattern.quote("bakehouse_function_time_seconds_count{function=\"request-snapshot\"}"),
                Pattern.quote("bakehouse_queue_depth{function=\"watch-image\"}"),
                Pattern.quote("bakehouse_queue_dead{function=\"watch-image\"}"),
                Pattern.quote("bakehouse_cloud_calls_seconds_count{call=\"POST compute/servers/{id}/action\""));
    }

    private void awaitMeters(String... patterns) throws Exception {
        AtomicReference<String> meters = new AtomicReference<>();
        Patience.until(
                Patience.USUAL,
                () -> {
                    meters.set(send("GET", "/q/metrics", JSON, "").body());
                    return Stream.of(patterns)
                            .allMatch(pattern -> Pattern.compile(pattern)
                                    .matcher(meters.get())
                                    .find());
                },
                () -> "not all of " + List.of(patterns) + " in\n" + meters.get());
    }

    @Test
    void everyPathIsDescribed() throws Exception {
        JsonNode paths = document().path("paths");
        List<String> named = new ArrayList<>();
        paths.fieldNames().forEachRemaining(named::add);
        assertThat(named)
                .contains(
                        "/webhooks/{sender}", "/commands/{name}", "/bakes", "/bakes/{id}", "/images", "/batches/{id}");
        assertThat(paths.path("/webhooks/{sender}").has("post")).isTrue();
        assertThat(paths.path("/commands/{name}").has("post")).isTrue();
        for (String path : List.of("/bakes", "/bakes/{id}", "/images", "/batches/{id}")) {
            assertThat(paths.path(path).has("get")).as(path).isTrue();
        }
    }

    @Test
    void everyExampleIsTakenByItsEndpoint() throws Exception {
        List<Example> examples = examples(document());
        assertThat(examples)
                .extracting(Example::path)
                .contains("/webhooks/puppet", "/commands/boot", "/commands/bake", "/commands/why", "/commands");
        for (Example example : examples) {
            boolean isJson = example.mediaType().equals(JSON);
            ObjectMapper reader = isJson ? MAPPER : new ObjectMapper(new YAMLFactory());
            assertThat(example.mediaType().equals("text/plain")
                            || reader.readTree(example.body()).isObject())
                    .as("%s", example)
                    .isTrue();
            HttpResponse<String> answer = send("POST", example.path() + AUTHENTIC, example.mediaType(), example.body());
            // A command may come too early, but none is malformed or unknown.
            boolean noSuchBake = answer.statusCode() == 404 && answer.body().matches("(?s).*(a bake|no bake) 'web-.*");
            assertThat(noSuchBake ? 409 : answer.statusCode())
                    .as("%s: %s", example, answer.body())
                    .isIn(200, 202, 409);
        }
    }

    @Test
    void everyErrorIsAProblem() throws Exception {
        problem(send("GET", "/nowhere", JSON, ""), 404);
        problem(send("GET", "/bakes/web-000000000000", JSON, ""), 404);
        problem(send("DELETE", "/bakes", JSON, ""), 405);
        problem(send("POST", "/commands/boot" + AUTHENTIC, JSON, "{\"family\": "), 400);
        problem(send("POST", "/commands/bota" + AUTHENTIC, JSON, "{}"), 404);
        problem(send("POST", "/commands/boot?token=wrong", JSON, "{}"), 401);
        problem(send("POST", "/webhooks/puppet?token=wrong", YAML, "host: a"), 401);
        HttpRequest large = request("POST", "/webhooks/puppet" + AUTHENTIC, YAML, "x".repeat(OVER_LIMIT));
        problem(Answers.to(HttpClient.newHttpClient(), large), 413);
    }

    private static void problem(HttpResponse<String> answer, int status) throws IOException {
        String what = answer.request().method() + " " + answer.uri().getPath() + ": " + answer.body();
        assertThat(answer.statusCode()).as(what).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(what)
                .startsWith("application/problem+json");
        JsonNode problem = MAPPER.readTree(answer.body());
        assertThat(problem.path("status").asInt()).as(what).isEqualTo(status);
        for (String member : List.of("type", "title", "detail")) {
            assertThat(problem.path(member).asText()).as(member + " of " + what).isNotBlank();
        }
        assertThat(answer.body()).doesNotContainPattern("\\tat |Exception|\\.java:|io\\.bakehouse\\.engine");
    }

    private JsonNode document() throws Exception {
        return MAPPER.readTree(send("GET", "/q/openapi?format=json", JSON, "").body());
    }

    /** An example is named after what stands in its path: the sender or the command. */
    private static List<Example> examples(JsonNode document) {
        List<Example> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            JsonNode content = path.getValue().path("post").path("requestBody").path("content");
            for (Map.Entry<String, JsonNode> media : content.properties()) {
                for (Map.Entry<String, JsonNode> example :
                        media.getValue().path("examples").properties()) {
                    JsonNode value = example.getValue().path("value");
                    String body = value.isTextual() ? value.asText() : value.toString();
                    String where = path.getKey().replaceAll("\\{\\w+\\}", example.getKey());
                    found.add(new Example(where, media.getKey(), body));
                }
            }
        }
        return found;
    }

    private HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
        return Answers.to(request(method, path, type, body));
    }

    private HttpRequest request(String method, String path, String type, String body) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
