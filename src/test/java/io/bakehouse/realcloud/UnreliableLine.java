package io.bakehouse.realcloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A proxy before all services of a cloud, which every hundredth or so request suffers from. The catalog that comes with a token
 * is rewritten on its way, so that whoever logs in through it finds all services behind it.
 *
 * <p>It stands for what breaks between a bakery and its cloud: an answer of a load balancer for a request that nobody got, a
 * connection that is lost after the request was carried out, and time.
 */
final class UnreliableLine implements AutoCloseable {
    private static final int REFUSED_PERCENT = 5;
    private static final int DROPPED_PERCENT = 2;
    private static final int DELAYED_PERCENT = 10;
    private static final int LONGEST_DELAY_MS = 2_000;
    private static final int THREADS = 32;
    private static final int[] REFUSALS = {500, 502, 503, 504};
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings", "expect", "date");
    /** Addresses in a catalog: scheme, host and port. */
    private static final Pattern ORIGIN = Pattern.compile("(\"url\": ?\")(https?://[^/\"]+)");

    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger dropped = new AtomicInteger();
    final AtomicInteger delayed = new AtomicInteger();

    private final HttpClient cloud = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<String> origins = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Random random;
    private volatile boolean reliable;

    UnreliableLine(long seed) throws IOException {
        random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** The same address, through this line. */
    String through(String url) {
        URI uri = URI.create(url);
        return prefix(uri.getScheme() + "://" + uri.getAuthority()) + uri.getRawPath();
    }

    /** From now on it only carries. */
    void becomeReliable() {
        reliable = true;
    }

    private synchronized String prefix(String origin) {
        if (!origins.contains(origin)) {
            origins.add(origin);
        }
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + origins.indexOf(origin);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (happens(DELAYED_PERCENT)) {
                delayed.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_DELAY_MS));
            }
            if (happens(REFUSED_PERCENT)) {
                refused.incrementAndGet();
                refuse(exchange, REFUSALS[random.nextInt(REFUSALS.length)]);
                return;
            }
            HttpResponse<byte[]> answer = cloud.send(request(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            if (happens(DROPPED_PERCENT)) {
                // Closed unanswered: the caller cannot know that it was carried out.
                dropped.incrementAndGet();
                return;
            }
            pass(exchange, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean happens(int percent) {
        return !reliable && random.nextInt(100) < percent;
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        byte[] words = "<html><body><h1>%d</h1>\nNo server is available.\n</body></html>\n"
                .formatted(status)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(status, words.length);
        exchange.getResponseBody().write(words);
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        String[] parts = exchange.getRequestURI().toString().split("/", 3);
        URI target = URI.create(origins.get(Integer.parseInt(parts[1])) + "/" + (parts.length < 3 ? "" : parts[2]));
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(LIMIT)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private void pass(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        boolean token = answer.request().uri().getPath().endsWith("/auth/tokens");
        byte[] body = token ? rewritten(answer.body()) : answer.body();
        answer.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean empty = body.length == 0 || answer.statusCode() == 204 || answer.statusCode() == 304;
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }

    private byte[] rewritten(byte[] body) {
        return ORIGIN.matcher(new String(body, StandardCharsets.UTF_8))
                .replaceAll(url -> url.group(1) + prefix(url.group(2)))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "%d API requests, %d answered 5xx, %d carried out and not answered, %d delayed"
                .formatted(requests.get(), refused.get(), dropped.get(), delayed.get());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
