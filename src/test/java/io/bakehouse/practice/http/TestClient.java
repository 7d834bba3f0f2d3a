package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client that knows nothing of the practice cloud but its URL. */
final class TestClient {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final String url;
    private String token = "";
    private String microversion = "2.52";

    TestClient(String url) {
        this.url = url;
    }

    TestClient at(String version) {
        microversion = version;
        return this;
    }

    TestClient withToken(String other) {
        token = other;
        return this;
    }

    String token() {
        return token;
    }

    /** Logs in as demo. */
    void logIn() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", "/identity/v3/auth/tokens", passwordBody("demo", "practice"));
        token = answer.headers().firstValue("X-Subject-Token").orElseThrow();
    }

    static String passwordBody(String name, String password) {
        return """
                {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "%s",
                "domain": {"name": "Default"}, "password": "%s"}}},
                "scope": {"project": {"name": "%s", "domain": {"name": "Default"}}}}}""".formatted(name, password, name);
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        String type = method.equals("PATCH") ? ImagePatch.TYPE : "application/json";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(LIMIT)
                .header("Accept", "application/json")
                .header("Content-Type", type)
                .header("X-Auth-Token", token)
                .header("OpenStack-API-Version", "compute " + microversion)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    JsonNode json(int status, String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() != status) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? MAPPER.createObjectNode() : MAPPER.readTree(answer.body());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return json(200, "GET", path, null);
    }
}
