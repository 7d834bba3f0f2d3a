package io.bakehouse.engine.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.platform.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Talks to this bakery over HTTP, as anybody else would. */
final class DemoClient {
    private static final String CAPTURED_RUN = "8a27b8bb-217c-439c-b964-6b5e4d1a44f4";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    DemoClient(int port) {
        url = "http://127.0.0.1:" + port;
    }

    void waitUntilUp(Duration limit) throws InterruptedException {
        for (long tries = limit.dividedBy(PAUSE); tries > 0; tries--) {
            try {
                send(request("/q/health/live").build());
                return;
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof ConnectException)) {
                    throw e;
                }
                Pause.SLEEP.pause(PAUSE);
            }
        }
        throw new IllegalStateException("nothing answers at " + url);
    }

    /** Reports the captured run under a new id, because an old one would rightly be taken for the same run. */
    String report(String run) throws InterruptedException {
        String body = captured().replace(CAPTURED_RUN, run);
        HttpRequest request = request("/webhooks/puppet")
                .header("Content-Type", "application/x-yaml")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = send(request);
        return answer.statusCode() + " within the agent's request: "
                + json(answer.body()).path("words").path(0).asText(answer.body());
    }

    /** How many servers of the batch are active; empty while nobody can say. */
    Optional<Integer> active(String batch) {
        try {
            HttpResponse<String> answer = send(request("/batches/" + batch).build());
            return answer.statusCode() == 200
                    ? Optional.of(json(answer.body()).path("active").asInt())
                    : Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String captured() {
        try (InputStream report = DemoClient.class.getResourceAsStream("/demo/puppet-report.yaml")) {
            return new String(report.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
