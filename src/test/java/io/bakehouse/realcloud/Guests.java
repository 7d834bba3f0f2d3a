package io.bakehouse.realcloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where guests call when they are ready, and a relay for those that can only GET: a simulated hypervisor runs no scripts,
 * but fetches an address that the user data names in a comment.
 */
final class Guests implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /**
     * One call of a guest.
     *
     * @param query what it said, such as {@code ready=web-1&site=1.0}
     */
    record Call(Instant at, String query) {}

    Guests(String host) throws IOException {
        server = HttpServer.create(new InetSocketAddress(host, 0), 0);
        server.setExecutor(threads);
        server.createContext("/ready", this::ready);
        server.createContext("/relay", this::relay);
        server.start();
    }

    String url(String path) {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path;
    }

    /** All calls so far whose words begin so. */
    List<Call> calls(String beginning) {
        return calls.stream().filter(call -> call.query().startsWith(beginning)).toList();
    }

    private void ready(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.add(new Call(Instant.now(), exchange.getRequestURI().getRawQuery()));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** {@code ?status=…&changes=…&machine=…&to=<address>}: posted there as the run of a config-management tool. */
    private void relay(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            calls.add(new Call(Instant.now(), query));
            String to = query.substring(query.indexOf("to=") + 3);
            HttpRequest request = HttpRequest.newBuilder(URI.create(to))
                    .header("Content-Type", "application/cloudevents+json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            event(value(query, "status"), value(query, "changes"), value(query, "machine"))))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a guest that can POST sends itself. */
    static String event(String status, String changes, String machine) {
        return ("{\"specversion\":\"1.0\",\"type\":\"test.run.finished\",\"source\":\"/guest\",\"id\":\"%s-%s\","
                        + "\"data\":{\"host\":\"guest\",\"status\":\"%s\",\"changes\":%s,\"machine_id\":\"%s\"}}")
                .formatted(status, machine, status, changes, machine);
    }

    private static String value(String query, String key) {
        for (String part : query.split("&", -1)) {
            if (part.startsWith(key + "=")) {
                return part.substring(key.length() + 1);
            }
        }
        throw new IllegalArgumentException("no " + key + " in " + query);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
