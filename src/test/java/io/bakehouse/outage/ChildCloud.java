package io.bakehouse.outage;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.jclouds.OpenStackCloud;
import io.bakehouse.practice.http.PracticeMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The practice cloud as a process of its own, so that it outlives the bakery as a real one does. */
final class ChildCloud implements AutoCloseable {
    static final String PASSWORD = "practice";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process program;
    private final int port;

    private ChildCloud(Process program, int port) {
        this.program = program;
        this.port = port;
    }

    /**
     * Starts it and waits until it can be reached.
     *
     * @param port 0 for any
     * @param times of the practice cloud, such as {@code boot=PT1S}
     */
    static ChildCloud start(int port, String... times) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        for (String time : times) {
            command.add("-Dpractice." + time);
        }
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), PracticeMain.class.getName(), String.valueOf(port)));
        Process program = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = program.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the practice cloud did not start");
        }
        URI url = URI.create(line.replaceFirst(".*OS_AUTH_URL=(\\S+).*", "$1"));
        return new ChildCloud(program, url.getPort());
    }

    int port() {
        return port;
    }

    /** What a bakery has to know to work on it. */
    Map<String, String> variables() {
        return variables(port, PASSWORD);
    }

    /** The same for a cloud that answers on that port. */
    static Map<String, String> variables(int port, String password) {
        return Map.of(
                "BAKEHOUSE_CLOUD", "openstack",
                "OS_AUTH_URL", "http://127.0.0.1:" + port + "/identity/v3",
                "OS_USERNAME", "demo",
                "OS_PASSWORD", password,
                "OS_PROJECT_NAME", "demo",
                "OS_USER_DOMAIN_NAME", "Default",
                "OS_PROJECT_DOMAIN_NAME", "Default");
    }

    /** A way to look at it. */
    OpenStackCloud look() {
        CloudConfig config =
                CloudConfig.fromEnvironment(variables(), Path.of("")).orElseThrow();
        return OpenStackCloud.connect(config, InstantSource.system(), call -> {});
    }

    /** Adds a server that has long been ACTIVE. */
    void addServer(String name) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("name", name));
        send(request("/servers").POST(HttpRequest.BodyPublishers.ofString(body)), 201);
    }

    /** How often each request was made. */
    Map<String, Long> calls() throws IOException, InterruptedException {
        return JSON.readValue(send(request("/calls").GET(), 200), new TypeReference<>() {});
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/practice" + path));
    }

    private static String send(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        program.destroyForcibly();
    }
}
