package io.bakehouse.outage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bakehouse.program.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver of terminal events that drops the second of an id, as receivers of CloudEvents do. */
final class Ends implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, End> ends = new ConcurrentHashMap<>();
    private final AtomicInteger received = new AtomicInteger();

    /**
     * One terminal event.
     *
     * @param subject the bake, the batch, or what caused neither
     */
    record End(String type, String subject, String words) {}

    Ends() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    List<End> all() {
        return List.copyOf(ends.values());
    }

    /** Those of that type, by the last part of its name. */
    List<End> of(String type) {
        return all().stream().filter(end -> end.type().endsWith(type)).toList();
    }

    /** Waits until one of that type has come. */
    void waitFor(String type, ChildBakery bakery) throws Exception {
        Patience.until(
                Patience.USUAL, () -> !of(type).isEmpty(), () -> "no " + type + " in " + all() + "\n" + bakery.log());
    }

    /** How many came, duplicates among them. */
    int received() {
        return received.get();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = JSON.readTree(exchange.getRequestBody());
            received.incrementAndGet();
            ends.putIfAbsent(
                    event.path("id").asText(),
                    new End(
                            event.path("type").asText(),
                            event.path("subject").asText(),
                            event.path("data").path("words").asText()));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
