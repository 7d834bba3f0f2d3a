package io.bakehouse.realcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bakehouse.model.EventType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What {@code BAKEHOUSE_NOTIFY_URL} points to: takes terminal events and lets tests wait for them. */
final class Sink implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 10_000;

    private final List<JsonNode> events = new ArrayList<>();
    private final HttpServer server;

    Sink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/events", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
            synchronized (events) {
                if (events.size() < MOST) {
                    events.add(event);
                }
                events.notifyAll();
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** Everything that came so far about the family. */
    List<JsonNode> of(String family) {
        synchronized (events) {
            return events.stream()
                    .filter(event -> event.at("/data/family").asText().equals(family))
                    .toList();
        }
    }

    /** The data of the first event of that type about the family; any other end of a bake or batch fails at once. */
    JsonNode await(String family, EventType type, Duration limit) throws InterruptedException {
        return await(family, type, data -> true, limit);
    }

    /** The data of the first such event that fits. */
    JsonNode await(String family, EventType type, Predicate<JsonNode> fits, Duration limit)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (events) {
            while (true) {
                Optional<JsonNode> found = of(family).stream()
                        .filter(event -> event.path("type").asText().equals(type.wire()))
                        .map(event -> event.path("data"))
                        .filter(fits)
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError(
                            "no " + type.wire() + " of '" + family + "' within " + limit + ", but " + of(family));
                }
                events.wait(left);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
