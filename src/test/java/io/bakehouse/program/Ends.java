package io.bakehouse.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bakehouse.model.EventType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What {@code BAKEHOUSE_NOTIFY_URL} points to: takes terminal events, drops the second of an id, as receivers of
 * CloudEvents do, and lets tests wait for them.
 */
public final class Ends implements AutoCloseable {
    /** A snapshot and a batch on a slow cloud. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MOST = 50_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, End> ends = new LinkedHashMap<>();
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger received = new AtomicInteger();

    /**
     * One terminal event.
     *
     * @param subject the bake, the batch, or what caused neither
     */
    public record End(String type, String subject, JsonNode data) {
        public boolean is(EventType expected) {
            return type.equals(expected.wire());
        }

        boolean isOf(String family) {
            return data.path("family").asText().equals(family);
        }
    }

    public Ends() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** All so far, in the order of their coming. */
    public List<End> all() {
        synchronized (ends) {
            return List.copyOf(ends.values());
        }
    }

    /** Those of that type. */
    public List<End> of(EventType type) {
        return all().stream().filter(end -> end.is(type)).toList();
    }

    /** Those about that family. */
    public List<End> of(String family) {
        return all().stream().filter(end -> end.isOf(family)).toList();
    }

    /** When the first end about that subject came, as {@link System#nanoTime} counts. */
    public Optional<Long> arrival(String subject) {
        return Optional.ofNullable(arrivals.get(subject));
    }

    /** How many came, duplicates among them. */
    public int received() {
        return received.get();
    }

    /** Waits until one of that type has come. */
    public void await(EventType type, Program program) {
        await(end -> end.is(type), () -> type + "; the program says\n" + program.log());
    }

    /** The data of the first event of that type about the family. */
    public JsonNode await(String family, EventType type) {
        return await(family, type, data -> true);
    }

    /** The data of the first such event that fits. */
    public JsonNode await(String family, EventType type, Predicate<JsonNode> fits) {
        return await(
                        end -> end.is(type) && end.isOf(family) && fits.test(end.data()),
                        () -> type + " of '" + family + "'")
                .data();
    }

    private End await(Predicate<End> fits, Supplier<String> what) {
        Patience.until(LONGEST, () -> first(fits).isPresent(), () -> "no " + what.get() + "; all that came: " + all());
        return first(fits).orElseThrow();
    }

    private Optional<End> first(Predicate<End> fits) {
        return all().stream().filter(fits).findFirst();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
            received.incrementAndGet();
            arrivals.putIfAbsent(event.path("subject").asText(), System.nanoTime());
            End end = new End(event.path("type").asText(), event.path("subject").asText(), event.path("data"));
            synchronized (ends) {
                if (ends.size() < MOST) {
                    ends.putIfAbsent(event.path("id").asText(), end);
                }
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
