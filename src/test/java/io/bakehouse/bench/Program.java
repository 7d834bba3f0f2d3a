package io.bakehouse.bench;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program as its users start it: another process, on a free port, with a folder of its own. */
final class Program implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 5;

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private double startMillis;

    private Program(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it on the practice cloud and waits for the first 200. */
    static Program start(Path folder) throws IOException, InterruptedException {
        return start(folder, Map.of("BAKEHOUSE_CLOUD", "practice"));
    }

    /** Starts it with those variables and waits for the first 200. */
    static Program start(Path folder, Map<String, String> settings) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("bakehouse.jar", "target/quarkus-app/quarkus-run.jar"));
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("OS_") || name.startsWith("BAKEHOUSE_"));
        variables.putAll(settings);
        variables.put("BAKEHOUSE_DATA", folder.resolve("data").toString());
        variables.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        long begun = System.nanoTime();
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Program program = new Program(process, port, log);
        try {
            program.waitUntilReady();
        } catch (IOException | InterruptedException | RuntimeException e) {
            program.close();
            throw e;
        }
        program.startMillis = (System.nanoTime() - begun) / 1e6;
        return program;
    }

    private void waitUntilReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (get("/q/health").statusCode() == 200) {
                    return;
                }
            } catch (ConnectException e) {
                // Not listening yet.
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new IllegalStateException("the program is not ready; its log says:\n" + Files.readString(log));
    }

    int port() {
        return port;
    }

    /** From the start of the process to its first 200. */
    double startMillis() {
        return startMillis;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The sum of a meter's values, over those of its lines that have all these labels. */
    double metric(String name, List<String> labels) throws IOException, InterruptedException {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{")
                        && labels.stream()
                                .allMatch(label ->
                                        line.substring(0, line.indexOf('}')).contains(label)))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Memory that the process holds, in MB, as Linux counts it (VmRSS). */
    double residentMegabytes() throws IOException {
        String line = Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(text -> text.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
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
