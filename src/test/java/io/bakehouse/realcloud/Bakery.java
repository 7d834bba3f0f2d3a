package io.bakehouse.realcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The packaged program in a process of its own, on folders of its own, as its users run it. */
final class Bakery implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final String token = UUID.randomUUID().toString();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path folder;
    private final String url;
    private final Process process;

    private Bakery(Path folder, int port, String sink, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.url = "http://127.0.0.1:" + port;
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("bakehouse.jar"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        program.environment()
                .putAll(Map.of(
                        "BAKEHOUSE_NOTIFY_URL", sink,
                        "BAKEHOUSE_TOKEN", token,
                        "BAKEHOUSE_DATA", folder.resolve("data").toString(),
                        "BAKEHOUSE_RECIPES", recipes(folder).toString(),
                        "QUARKUS_HTTP_PORT", String.valueOf(port)));
        program.environment().putAll(settings);
        process = program.start();
    }

    /** Starts it on the cloud that this process's variables name, and waits until it is ready. */
    static Bakery start(Path folder, String sink, Map<String, String> settings)
            throws IOException, InterruptedException {
        Files.createDirectories(recipes(folder));
        Bakery bakery = new Bakery(folder, freePort(), sink, settings);
        for (long left = START.toMillis(); left > 0; left -= 100) {
            if (!bakery.process.isAlive()) {
                break;
            }
            try {
                if (bakery.get("/q/health/ready").statusCode() == 200) {
                    return bakery;
                }
            } catch (ConnectException e) {
                // Not yet.
            }
            Thread.sleep(100);
        }
        String log = Files.readString(bakery.log());
        bakery.close();
        throw new AssertionError("the program did not start:\n" + log);
    }

    /** Where a bakery of that folder reads its recipes. */
    static Path recipes(Path folder) {
        return folder.resolve("recipes");
    }

    private Path log() {
        return folder.resolve("log");
    }

    /** All that it has printed. */
    String printed() throws IOException {
        return Files.readString(log());
    }

    /** The captured report of a Puppet agent, sent as the agent does. */
    HttpResponse<String> report(PuppetReport report, String query) throws IOException, InterruptedException {
        return send(request("/webhooks/puppet" + query)
                .header("Content-Type", "application/x-yaml")
                .POST(HttpRequest.BodyPublishers.ofString(report.text())));
    }

    /** One command, as a script sends it. */
    HttpResponse<String> command(String name, String json) throws IOException, InterruptedException {
        return send(request("/commands/" + name)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The JSON at that path, which must be there. */
    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Stops it as an operator does, or else by force. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
