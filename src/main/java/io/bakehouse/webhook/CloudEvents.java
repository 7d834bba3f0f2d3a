package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.EventType;
import io.bakehouse.model.RunStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * CloudEvents 1.0 over HTTP: binary, structured and batched, and the handshake by which a sender asks for consent. Their
 * data is a JSON object with {@code server} (UUID), {@code host}, {@code status}, {@code changes}, and for the identity gate
 * {@code machine_id} and {@code ssh_host_key}. An event of type {@code io.bakehouse.bake.requested} with {@code family},
 * and {@code reason} if there is one, starts a bake. A notification of OpenStack that Knative passes on is read as one.
 * Source: CloudEvents, {@code http-protocol-binding.md} and {@code http-webhook.md}.
 */
final class CloudEvents implements Sender {
    private static final String BAKE = EventType.BAKE_REQUESTED.wire();

    @Override
    public String name() {
        return "cloudevents";
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
        CloudEvent first = events.get(0);
        String family = JsonBody.text(first.data(), "family");
        if (first.type().equals(BAKE) && family != null) {
            String reason = JsonBody.text(first.data(), "reason");
            return new Reading.Wanted(
                    family, first.source() + "#" + first.id(), reason == null ? "an event asked for it" : reason);
        }
        if (events.size() == 1 && OpenStack.isNotification(first.data())) {
            // Knative's RabbitMQ source gives each delivery another id: the notification's own tells it apart.
            return new Reading.Noticed(OpenStack.notice(first.data()), Map.of("event_id", first.id()));
        }
        List<Report> reports = events.stream()
                .filter(CloudEvents::isAboutServer)
                .map(event -> report(request, event, now))
                .toList();
        return reports.isEmpty() ? ignored(events.get(0)) : new Reading.Reports(reports);
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

    private static boolean isAboutServer(CloudEvent event) {
        JsonNode data = event.data();
        return JsonBody.text(data, "server") != null || JsonBody.text(data, "host") != null;
    }

    private static Report report(WebhookRequest request, CloudEvent event, Instant now) {
        JsonNode data = event.data();
        RunStatus status = status(event.type(), JsonBody.text(data, "status"));
        String message = JsonBody.text(data, "message");
        return new ReportBuilder(request, "cloudevent", now)
                .runId(event.source() + "#" + event.id())
                .status(status)
                .instance(JsonBody.text(data, "server"))
                .node(JsonBody.text(data, "host"))
                .identity("machine", JsonBody.text(data, "machine_id"))
                .identity("ed25519", JsonBody.text(data, "ssh_host_key"))
                .changes(
                        data.path("changes").canConvertToInt()
                                ? data.path("changes").intValue()
                                : null)
                .failure(
                        status == RunStatus.UNKNOWN
                                ? "the event says '" + JsonBody.text(data, "status") + "'"
                                : status == RunStatus.FAILED ? message : null)
                .detail("event_id", event.id())
                .detail("event_type", event.type())
                .build();
    }

    /** An event that names a server and says nothing about the outcome is sent to have the server baked. */
    private static RunStatus status(String type, String word) {
        String said = word != null ? word : type.substring(type.lastIndexOf('.') + 1);
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "changed" -> RunStatus.CHANGED;
            case "unchanged" -> RunStatus.UNCHANGED;
            case "failed", "failure", "error" -> RunStatus.FAILED;
            case "noop" -> RunStatus.NOOP;
            case "started" -> RunStatus.STARTED;
            case "progress" -> RunStatus.PROGRESS;
            case "completed", "success", "successful" -> word == null ? RunStatus.CHANGED : RunStatus.COMPLETED;
            default -> word == null ? RunStatus.CHANGED : RunStatus.UNKNOWN;
        };
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
