package io.bakehouse.outage;

import io.bakehouse.program.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program as a process of its own: one life of it, from its start to its end, however that comes. */
final class ChildBakery implements AutoCloseable {
    static final String TOKEN = "the-token-of-these-tests";
    private static final Duration STOPPING = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Process program;
    private final int port;
    private final Path log;

    private ChildBakery(Process program, int port, Path log) {
        this.program = program;
        this.port = port;
        this.log = log;
    }

    /** What it is told by variables, and where it writes. */
    record Settings(int port, Path log, Map<String, String> variables) {
        /** Nothing but a data folder and a log below the given folder, and a port that is free now. */
        static Settings in(Path folder) {
            Map<String, String> variables = Map.of(
                    "BAKEHOUSE_DATA",
                    folder.resolve("data").toString(),
                    "BAKEHOUSE_TOKEN",
                    TOKEN,
                    "BAKEHOUSE_DATA_KEEP_FREE",
                    "1M");
            return new Settings(freePort(), folder.resolve("bakery.log"), variables);
        }

        Settings with(Map<String, String> more) {
            Map<String, String> all = new HashMap<>(variables);
            all.putAll(more);
            return new Settings(port, log, Map.copyOf(all));
        }

        Settings with(String name, String value) {
            return with(Map.of(name, value));
        }
    }

    /** Begins a life; what it prints is added to the log. */
    static ChildBakery start(Settings settings, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for seconds: what starts fast is better than what runs fast.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                Path.of(System.getProperty("bakehouse.jar")).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What the tests' own surroundings say about clouds is not for it.
        builder.environment().keySet().removeIf(name -> name.matches("(OS|BAKEHOUSE|QUARKUS)_.*"));
        builder.environment().putAll(settings.variables());
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(settings.port()));
        builder.environment().put("QUARKUS_LOG_CONSOLE_COLOR", "false");
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
        try {
            return new ChildBakery(builder.start(), settings.port(), settings.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it accepts events. */
    ChildBakery waitUntilReady() throws Exception {
        Patience.until(Patience.USUAL, this::isReady, this::log);
        return this;
    }

    private boolean isReady() throws InterruptedException {
        if (!program.isAlive()) {
            throw new AssertionError("it ended by itself with " + program.exitValue() + ":\n" + log());
        }
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        program.destroyForcibly();
        program.waitFor();
    }

    /** Waits until it ends by itself, and says with which status. */
    int waitForEnd() throws Exception {
        Patience.until(Patience.USUAL, () -> !program.isAlive(), this::log);
        return program.exitValue();
    }

    /** Waits until some line of its log has that text. */
    void waitForLine(String text) throws Exception {
        Patience.until(Patience.USUAL, () -> log().contains(text), () -> "no '" + text + "' in\n" + log());
    }

    long pid() {
        return program.pid();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Reports a run as a Puppet agent does. */
    HttpResponse<String> report(PuppetRun run) throws IOException, InterruptedException {
        return send(request("/webhooks/puppet")
                .header("Content-Type", "application/x-yaml")
                .POST(HttpRequest.BodyPublishers.ofString(run.body())));
    }

    /** Gives a command as a script does. */
    HttpResponse<String> command(String name, String json) throws IOException, InterruptedException {
        return send(request("/commands/" + name)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Everything that this life and those before it have printed. */
    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in good order. */
    @Override
    public void close() {
        program.destroy();
        try {
            if (program.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        program.destroyForcibly();
        throw new AssertionError("it did not stop within " + STOPPING.toSeconds() + " s:\n" + log());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
