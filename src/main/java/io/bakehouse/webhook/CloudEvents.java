package io.bakehouse.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CloudEvents 1.0 over HTTP: binary, structured and batched, and the handshake by which a sender asks for consent. Their
 * data is a {@link PlainRun}. Of a batch each event is read for itself. Source: CloudEvents,
 * {@code http-protocol-binding.md} and {@code http-webhook.md}.
 */
final class CloudEvents implements Sender {
    private final String name;

    /** Under that name in the path. */
    CloudEvents(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    /** Not done yet, only accepted. */
    @Override
    public int success() {
        return 202;
    }

    /** Knative counts an answer with a body that is no event as a failed delivery. */
    @Override
    public boolean readsAnswers() {
        return false;
    }

    @Override
    public Reading read(WebhookRequest request, Instant now) {
        if (request.method().equals("OPTIONS")) {
            return new Reading.Granted(consent(request));
        }
        List<CloudEvent> events = CloudEventReader.read(request);
        if (events.isEmpty()) {
            return new Reading.Ignored("cloudevent", "ignored", "the batch is empty", Map.of("events", 0));
        }
        List<Reading> readings =
                events.stream().map(event -> reading(request, event, now)).toList();
        return Reading.Several.of(readings);
    }

    private static Reading reading(WebhookRequest request, CloudEvent event, Instant now) {
        if (OpenStack.isNotification(event.data())) {
            // Knative's RabbitMQ source gives each delivery another id: the notification's own tells it apart.
            return new Reading.Noticed(OpenStack.notice(event.data()), Map.of("event_id", event.id()));
        }
        String id = event.source() + "#" + event.id();
        return PlainRun.wanted(event.type(), id, event.data())
                .orElseGet(() -> PlainRun.isAboutServer(event.data())
                        ? new Reading.Reports(
                                List.of(PlainRun.report(request, "cloudevent", event.type(), id, event.data(), now)
                                        .detail("event_id", event.id())
                                        .detail("event_type", event.type())
                                        .build()))
                        : ignored(event));
    }

    /** Consent is given to everybody, because it opens nothing: every event has to show the token all the same. */
    private static Map<String, String> consent(WebhookRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Allow", "POST");
        request.header("WebHook-Request-Origin").ifPresent(origin -> {
            headers.put("WebHook-Allowed-Origin", "*");
            headers.put("WebHook-Allowed-Rate", "*");
        });
        return headers;
    }

    private static Reading ignored(CloudEvent event) {
        boolean ping = event.type().equals("dev.knative.sources.ping");
        return new Reading.Ignored(
                ping ? "schedule" : "cloudevent",
                ping ? "schedule" : "ignored",
                "the data of " + event.type() + " names no server and no host",
                Map.of("event_id", event.id(), "event_type", event.type()));
    }
}
