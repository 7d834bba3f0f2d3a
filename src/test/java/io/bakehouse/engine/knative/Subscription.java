package io.bakehouse.engine.knative;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.fabric8.knative.duck.v1.DeliverySpec;
import io.fabric8.knative.duck.v1.Destination;
import io.fabric8.knative.eventing.v1.Trigger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One Trigger and how it delivers, by Knative's rules: in binary mode; a success is 2xx with nothing or an event in its
 * body; 404, 408, 409, 429, 5xx, no answer and a body that is no event are tried again after pauses that double; all else,
 * and what failed too often, goes to the dead-letter sink with what Knative says of it.
 */
final class Subscription implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Subscription.class);
    private static final Set<Integer> PASSING = Set.of(404, 408, 409, 429);
    private static final int NO_EVENT = 500;
    private static final int NO_ANSWER = 0;
    private static final int LONGEST_DATA = 1_024;

    private final Trigger trigger;
    private final TestBroker.Cluster cluster;
    private final Consumer<CloudEvent> replies;
    private final ScheduledThreadPoolExecutor threads;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private record Failed(int status, String body) {
        boolean passes() {
            return status == NO_ANSWER || status >= 500 || PASSING.contains(status);
        }
    }

    Subscription(Trigger trigger, TestBroker.Cluster cluster, Consumer<CloudEvent> replies, int atOnce) {
        this.trigger = trigger;
        this.cluster = cluster;
        this.replies = replies;
        this.threads = new ScheduledThreadPoolExecutor(atOnce, task -> {
            Thread thread = new Thread(task, "trigger " + trigger.getMetadata().getName());
            thread.setDaemon(true);
            return thread;
        });
    }

    boolean fits(CloudEvent event) {
        return trigger.getSpec().getFilter().getAttributes().entrySet().stream().allMatch(wanted -> {
            Object value = wanted.getKey().equals("type") ? event.getType() : event.getExtension(wanted.getKey());
            return value != null && value.toString().equals(wanted.getValue());
        });
    }

    void deliver(CloudEvent event) {
        after(Duration.ZERO, () -> attempt(event, 0));
    }

    private void attempt(CloudEvent event, int retries) {
        DeliverySpec rules = trigger.getSpec().getDelivery();
        Optional<Failed> failure = post(address(trigger.getSpec().getSubscriber()), event, rules, true);
        if (failure.isEmpty()) {
            return;
        }
        if (failure.get().passes() && retries < rules.getRetry()) {
            Duration pause = Duration.parse(rules.getBackoffDelay()).multipliedBy(1L << retries);
            after(pause, () -> attempt(event, retries + 1));
            return;
        }
        bury(lettered(event, failure.get()), 0);
    }

    private void bury(CloudEvent event, int retries) {
        DeliverySpec rules = trigger.getSpec().getDelivery();
        Optional<Failed> failure = post(address(rules.getDeadLetterSink()), event, rules, false);
        if (failure.isPresent() && failure.get().passes() && retries < rules.getRetry()) {
            Duration pause = Duration.parse(rules.getBackoffDelay()).multipliedBy(1L << retries);
            after(pause, () -> bury(event, retries + 1));
        }
    }

    private CloudEvent lettered(CloudEvent event, Failed failure) {
        CloudEventBuilder letter = CloudEventBuilder.v1(event)
                .withExtension(
                        "knativeerrordest",
                        address(trigger.getSpec().getSubscriber()).toString());
        if (failure.status() != NO_ANSWER) {
            letter.withExtension("knativeerrorcode", failure.status());
            String data = failure.body().replaceAll("[^ -~]", "?");
            letter.withExtension("knativeerrordata", data.substring(0, Math.min(data.length(), LONGEST_DATA)));
        }
        return letter.build();
    }

    /** Empty when it was taken. */
    private Optional<Failed> post(URI address, CloudEvent event, DeliverySpec rules, boolean answers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.parse(rules.getTimeout()));
        HttpMessageFactory.createWriter(
                        (name, value) -> request.header(name, value),
                        body -> request.POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                .writeBinary(event);
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.statusCode() / 100 != 2) {
                return Optional.of(new Failed(answer.statusCode(), body));
            }
            if (answer.body().length == 0 || !answers) {
                return Optional.empty();
            }
            Optional<CloudEvent> reply =
                    Envelope.read(Map.copyOf(answer.headers().map()), answer.body());
            reply.ifPresent(replies);
            return reply.isPresent() ? Optional.empty() : Optional.of(new Failed(NO_EVENT, body));
        } catch (IOException e) {
            return Optional.of(new Failed(NO_ANSWER, ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private URI address(Destination destination) {
        return cluster.service(destination.getRef().getName()).resolve(destination.getUri());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is thrown is logged
    private void after(Duration pause, Runnable task) {
        try {
            threads.schedule(() -> run(task), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The test is over.
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a delivery failed in the test's own code", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
