package io.bakehouse.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** What users send to the program, with its token. */
final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final HttpClient READER = client();

    private final String url;
    private final String token;

    Requests(ProgramSettings program) {
        url = "http://127.0.0.1:" + program.port().number();
        token = program.variables().get("BAKEHOUSE_TOKEN");
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(request(path).GET());
    }

    JsonNode json(String path) throws IOException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> report(PuppetRun run, String query) throws IOException {
        return send(request("/webhooks/puppet" + query)
                .header("Content-Type", "application/x-yaml")
                .POST(BodyPublishers.ofString(run.body())));
    }

    HttpResponse<String> command(String name, String json) throws IOException {
        return send(request("/commands/" + name)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .timeout(LIMIT);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build();
    }

    /**
     * The program may close a connection that was kept open just when it is used again: what only reads is then sent once
     * more, and all else goes over a connection of its own.
     */
    private static HttpResponse<String> send(HttpRequest.Builder builder) throws IOException {
        HttpRequest request = builder.build();
        if (!request.method().equals("GET")) {
            return send(client(), request);
        }
        try {
            return send(READER, request);
        } catch (InterruptedIOException | HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return send(READER, request);
        }
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
