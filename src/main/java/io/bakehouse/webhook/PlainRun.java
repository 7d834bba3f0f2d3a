package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.EventType;
import io.bakehouse.model.RunStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Our own JSON, for whoever may choose what to send: an object with {@code server} (UUID), {@code host}, {@code address},
 * {@code status}, {@code changes}, {@code message}, and for the identity gate {@code machine_id} and
 * {@code ssh_host_key}. With a type of {@code io.bakehouse.bake.requested} it has {@code family}, and {@code reason} if
 * there is one, and starts a bake.
 */
final class PlainRun {
    private static final String BAKE = EventType.BAKE_REQUESTED.wire();

    private PlainRun() {}

    /** The bake that the message asks for, if it does. */
    static Optional<Reading> wanted(String type, String id, JsonNode data) {
        String family = JsonBody.text(data, "family");
        if (!type.equals(BAKE) || family == null) {
            return Optional.empty();
        }
        String reason = JsonBody.text(data, "reason");
        return Optional.of(new Reading.Wanted(cut(family), id, reason == null ? "an event asked for it" : cut(reason)));
    }

    /** Whether the data names a server. */
    static boolean isAboutServer(JsonNode data) {
        return JsonBody.text(data, "server") != null || JsonBody.text(data, "host") != null;
    }

    /** Everything but the details. */
    static ReportBuilder report(
            WebhookRequest request, String event, String type, String id, JsonNode data, Instant now) {
        String said = JsonBody.text(data, "status");
        RunStatus status = status(type, said);
        return new ReportBuilder(request, event, now)
                .runId(id)
                .status(status)
                .instance(JsonBody.text(data, "server"))
                .node(JsonBody.text(data, "host"))
                .address(JsonBody.text(data, "address"))
                .identity("machine", JsonBody.text(data, "machine_id"))
                .identity("ed25519", JsonBody.text(data, "ssh_host_key"))
                .changes(JsonBody.count(data, "changes"))
                .failure(
                        status == RunStatus.UNKNOWN
                                ? "the event says '" + said + "'"
                                : status == RunStatus.FAILED ? JsonBody.text(data, "message") : null);
    }

    /** A message that names a server and says nothing about the outcome is sent to have the server baked. */
    private static RunStatus status(String type, String word) {
        if (word != null) {
            return StatusWord.of(word);
        }
        RunStatus byType = StatusWord.of(type.substring(type.lastIndexOf('.') + 1));
        return byType == RunStatus.COMPLETED || byType == RunStatus.UNKNOWN ? RunStatus.CHANGED : byType;
    }

    private static String cut(String text) {
        return text.length() <= 500 ? text : text.substring(0, 500);
    }
}
