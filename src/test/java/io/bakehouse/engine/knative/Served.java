package io.bakehouse.engine.knative;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bakehouse.program.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Something served over HTTP on this machine, as the program's resources serve it. */
public final class Served implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger inside = new AtomicInteger();

    /** What answers. */
    @FunctionalInterface
    public interface Face {
        Answer answer(
                String method,
                String path,
                Map<String, List<String>> query,
                Map<String, List<String>> headers,
                byte[] body);
    }

    /** On that port; 0 for any. */
    public Served(int port, Face face) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, face));
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange, Face face) throws IOException {
        inside.incrementAndGet();
        try (exchange) {
            URI uri = exchange.getRequestURI();
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(exchange.getRequestHeaders());
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer = face.answer(exchange.getRequestMethod(), uri.getPath(), query(uri), headers, body);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            if (answer.mediaType() != null) {
                exchange.getResponseHeaders().add("Content-Type", answer.mediaType());
            }
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } finally {
            inside.decrementAndGet();
        }
    }

    private static Map<String, List<String>> query(URI uri) {
        return uri.getQuery() == null
                ? Map.of()
                : Arrays.stream(uri.getQuery().split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1])));
    }

    /** Lets those that are inside get their answer. */
    @Override
    public void close() {
        Patience.until(() -> inside.get() == 0);
        server.stop(0);
        threads.shutdown();
    }
}
