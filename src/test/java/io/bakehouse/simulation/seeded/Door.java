package io.bakehouse.simulation.seeded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.access.Access;
import io.bakehouse.function.Receipt;
import io.bakehouse.function.ReceiveWebhook;
import io.bakehouse.model.Event;
import io.bakehouse.model.RunStatus;
import io.bakehouse.platform.Callback;
import io.bakehouse.simulation.Functions;
import io.bakehouse.webhook.Senders;
import io.bakehouse.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where config runs come in, with all the secrets that their headers, their query and their bodies have. */
final class Door {
    /** The tool of all servers here. */
    static final String SENDER = "cloudevents";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Senders SENDERS = Senders.known();
    private static final Access ACCESS = Access.byToken(Optional.of(Functions.TOKEN));
    private static final Callback CALLBACK =
            new Callback(Optional.of("http://bakehouse.test:8080"), Optional.of(Functions.CALLBACK_SECRET));

    private final World world;

    Door(World world) {
        this.world = world;
    }

    /** A run on a server of somebody else, reported by a tool that knows the bakery's token. */
    List<Event> byTool(String id, String host, RunStatus status, int changes) {
        return report(Map.of(), "Bearer " + Functions.TOKEN, id, host, status, changes);
    }

    /** A run on a builder or canary, which knows its own ticket. */
    List<Event> byGuest(String bake, String role, String id, String host, RunStatus status, int changes) {
        Map<String, List<String>> query = Map.of("token", List.of(CALLBACK.ticket(bake, role)));
        return report(query, "Basic " + Secrets.GUEST, id, host, status, changes);
    }

    private List<Event> report(
            Map<String, List<String>> query, String proof, String id, String host, RunStatus status, int changes) {
        ObjectNode body = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "puppet")
                .put("type", "config-run.finished");
        body.putObject("data")
                .put("host", host)
                .put("status", status.name().toLowerCase(Locale.ROOT))
                .put("changes", changes)
                .put("message", Secrets.leaking("Package[nginx] could not be installed"))
                .put("password", Secrets.GUEST);
        Map<String, List<String>> headers =
                Map.of("Content-Type", List.of("application/cloudevents+json"), "Authorization", List.of(proof));
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        Receipt receipt = new ReceiveWebhook(SENDERS, ACCESS, CALLBACK, world.recipes(), world.clock)
                .receiveWebhook(new WebhookRequest(SENDER, "POST", "", query, headers, bytes));
        // A run that its family is not baked after, and one of a stranger's server, has its answer here.
        return receipt.events();
    }
}
