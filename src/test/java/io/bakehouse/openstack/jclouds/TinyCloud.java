package io.bakehouse.openstack.jclouds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudConfig.Bounds;
import io.bakehouse.openstack.CloudConfig.Endpoints;
import io.bakehouse.openstack.CloudCredentials.Named;
import io.bakehouse.openstack.CloudCredentials.Password;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.program.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that gives tokens and else answers what it is told to, in turn; the last answer of a path stays. */
final class TinyCloud implements AutoCloseable {
    static final String PASSWORD = "s3cr3t-password";
    static final String TOKENS = "POST /v3/auth/tokens";
    /** For tests of what comes after it: long enough for a first call on a loaded machine all the same. */
    static final Duration HASTE = Duration.ofSeconds(2);

    /** Nothing here takes that long, unless it hangs. */
    private static final Bounds PATIENT = new Bounds(Duration.ofMinutes(2), Duration.ofMinutes(2), 2);

    /** What to answer. */
    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private int given;

    TinyCloud() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Adds an answer for requests of that method and path. */
    TinyCloud on(String line, Reply reply) {
        synchronized (replies) {
            replies.computeIfAbsent(line, key -> new ArrayDeque<>()).add(reply);
        }
        return this;
    }

    static Reply json(int status, String body, String... headers) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            send(exchange, status, body);
        };
    }

    /** Closes the connection without an answer. */
    static Reply nothing() {
        return HttpExchange::close;
    }

    OpenStackCloud connect(InstantSource clock, CallListener listener) {
        return OpenStackCloud.connect(config(PASSWORD), clock, listener, length -> {});
    }

    /** The same with no more than {@link #HASTE} for each answer, once its first call has succeeded. */
    OpenStackCloud connectInHaste(InstantSource clock) {
        CloudConfig hasty = config(PASSWORD).within(new Bounds(PATIENT.connect(), HASTE, 2));
        OpenStackCloud cloud = OpenStackCloud.connect(hasty, clock, call -> {}, length -> {});
        Patience.until(() -> {
            try {
                return cloud.limits().maxServers() > 0;
            } catch (CloudException e) {
                return false;
            }
        });
        return cloud;
    }

    CloudConfig config(String password) {
        return new CloudConfig(
                URI.create(url() + "/v3"),
                new Password(
                        new Named(null, "ada", "default", null), password, new Named(null, "demo", "default", null)),
                Optional.empty(),
                Endpoints.PUBLIC,
                Optional.empty(),
                true,
                PATIENT);
    }

    /** Requests so far, as method and path. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    /** How many requests of that method and path came. */
    long count(String line) {
        return seen().stream().filter(line::equals).count();
    }

    /** The tokens that requests carried, in order. */
    List<String> tokens() {
        return List.copyOf(tokens);
    }

    List<String> bodies() {
        return List.copyOf(bodies);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        seen.add(line);
        String token = exchange.getRequestHeaders().getFirst("X-Auth-Token");
        if (token != null) {
            tokens.add(token);
        }
        next(line, query).to(exchange);
    }

    private Reply next(String line, String query) {
        synchronized (replies) {
            Deque<Reply> waiting = replies.containsKey(line + "?" + query)
                    ? replies.get(line + "?" + query)
                    : replies.getOrDefault(line, new ArrayDeque<>());
            if (waiting.isEmpty()) {
                return line.equals(TOKENS) ? token(Duration.ofHours(1)) : json(404, "{\"message\": \"not here\"}");
            }
            return waiting.size() == 1 ? waiting.peek() : waiting.poll();
        }
    }

    /** A token that lives that long by Keystone's clock, which runs years behind ours. */
    Reply token(Duration lifetime) {
        return exchange -> {
            String expires = java.time.Instant.parse("2020-01-01T00:00:00Z")
                    .plus(lifetime)
                    .toString();
            exchange.getResponseHeaders().set("X-Subject-Token", "token-" + ++given);
            send(exchange, 201, """
                    {"token": {"issued_at": "2020-01-01T00:00:00.000000Z", "expires_at": "%s",
                      "project": {"id": "p1"}, "catalog": [
                        {"type": "compute", "endpoints": [
                          {"interface": "public", "region_id": "R1", "url": "%s/v2.1"}]},
                        {"type": "network", "endpoints": [
                          {"interface": "public", "region_id": "R1", "url": "%s/"}]},
                        {"type": "image", "endpoints": [
                          {"interface": "internal", "region_id": "R1", "url": "http://127.0.0.1:1/"},
                          {"interface": "public", "region_id": "R1", "url": "%s/v2/"}]}]}}
                    """.formatted(expires, url(), url(), url()));
        };
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
