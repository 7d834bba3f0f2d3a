package io.bakehouse.engine.knative;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.fabric8.knative.eventing.v1.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A broker as Knative's contracts describe one: what it answers 2xx it delivers to every Trigger whose filter fits, and
 * what a subscriber answers with it delivers in turn. It outlives what is tested, and so holds events in memory.
 */
public final class TestBroker implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final List<CloudEvent> accepted = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    /** Where something in the cluster really is. */
    @FunctionalInterface
    public interface Cluster {
        /** The base address of the service of that name. */
        URI service(String name);
    }

    public TestBroker() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** The ingress, as {@code K_SINK} names it. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ns/broker");
    }

    /**
     * Adds Triggers.
     *
     * @param atOnce deliveries at a time for each of them
     */
    public void subscribe(List<Trigger> triggers, Cluster cluster, int atOnce) {
        for (Trigger trigger : triggers) {
            subscriptions.add(new Subscription(trigger, cluster, this::ingest, atOnce));
        }
    }

    /** From now on nothing is accepted, or again everything. */
    public void refuse(boolean everything) {
        refusing = everything;
    }

    /** All that was accepted, in the order of coming, replies among them. */
    public List<CloudEvent> accepted() {
        return List.copyOf(accepted);
    }

    /** What a PingSource sends by the clock, with the overrides that its manifest has. */
    public void ping(String function, Instant time) {
        ingest(CloudEventBuilder.v1()
                .withId(function + " " + time)
                .withSource(URI.create("/apis/v1/namespaces/bakery/pingsources/bakehouse-" + function))
                .withType("dev.knative.sources.ping")
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withData("application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .withExtension(Envelope.TO, function)
                .build());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<CloudEvent> event = Envelope.read(Map.copyOf(exchange.getRequestHeaders()), body);
            int status = refusing ? 503 : event.isEmpty() ? 400 : 202;
            if (status == 202) {
                ingest(event.get());
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** Accepts an event as if it had been posted. */
    void ingest(CloudEvent event) {
        accepted.add(event);
        List<Subscription> fitting = new ArrayList<>(subscriptions);
        fitting.removeIf(subscription -> !subscription.fits(event));
        fitting.forEach(subscription -> subscription.deliver(event));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        subscriptions.forEach(Subscription::close);
    }
}
