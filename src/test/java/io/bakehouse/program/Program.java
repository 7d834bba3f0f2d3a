package io.bakehouse.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program as a process of its own: one life of it, from its start to its end, however that comes. */
public final class Program implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(5);

    private final ProgramSettings settings;
    private final Process process;
    private final Requests requests;
    private final long begun;
    private double startMillis;

    private Program(ProgramSettings settings, Process process, long begun) {
        this.settings = settings;
        this.process = process;
        this.requests = new Requests(settings);
        this.begun = begun;
    }

    static Program start(ProgramSettings settings, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.jvm());
        String jar = System.getProperty("bakehouse.jar", "target/quarkus-app/quarkus-run.jar");
        command.addAll(List.of("-jar", Path.of(jar).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches(settings.hidden()));
        builder.environment().putAll(settings.variables());
        builder.environment()
                .put("QUARKUS_HTTP_PORT", String.valueOf(settings.port().number()));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
        try {
            Files.createDirectories(settings.log().toAbsolutePath().getParent());
            long begun = System.nanoTime();
            return new Program(settings, builder.start(), begun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it accepts events; ends it when it does not. */
    public Program waitUntilReady() {
        boolean ready = false;
        try {
            Patience.until(Patience.USUAL, LOOK, this::isReady, this::log);
            startMillis = (System.nanoTime() - begun) / 1e6;
            ready = true;
            return this;
        } finally {
            if (!ready) {
                process.destroyForcibly();
            }
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("it ended by itself with " + process.exitValue() + ":\n" + log());
        }
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** From the start of the process to the first time that it was seen to be ready. */
    public double startMillis() {
        return startMillis;
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it in good order and begins the next life. */
    public Program restart() {
        close();
        return settings.startAndWait();
    }

    /** Waits until it ends by itself, and says with which status. */
    public int waitForEnd() {
        Patience.until(Patience.USUAL, () -> !process.isAlive(), this::log);
        return process.exitValue();
    }

    /** Waits until some line of its log has that text. */
    public void waitForLine(String text) {
        Patience.until(Patience.USUAL, () -> log().contains(text), () -> "no '" + text + "' in\n" + log());
    }

    /** Everything that this life and those before it have printed. */
    public String log() {
        try {
            return Files.readString(settings.log(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public int port() {
        return settings.port().number();
    }

    public HttpResponse<String> get(String path) throws IOException {
        return requests.get(path);
    }

    /** The JSON at that path, which must be there. */
    public JsonNode json(String path) throws IOException {
        return requests.json(path);
    }

    /** Reports a run as a Puppet agent does. */
    public HttpResponse<String> report(PuppetRun run) throws IOException {
        return requests.report(run, "");
    }

    /** The same, with a query such as {@code ?server=…}. */
    public HttpResponse<String> report(PuppetRun run, String query) throws IOException {
        return requests.report(run, query);
    }

    /** Gives a command as a script does. */
    public HttpResponse<String> command(String name, String json) throws IOException {
        return requests.command(name, json);
    }

    /** Ends it in good order, or else by force and with an error. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(Patience.USUAL.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new AssertionError(
                "it did not stop within " + Patience.USUAL.toSeconds() + " s of being told to:\n" + log());
    }
}
