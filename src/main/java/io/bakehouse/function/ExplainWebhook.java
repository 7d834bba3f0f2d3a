package io.bakehouse.function;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Recipes;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.platform.Redaction;
import io.bakehouse.webhook.WebhookRequest;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Triggered by somebody who sets a sender up. Guarantees to tell what was read, which server and family it is about, and
 * what would follow, exactly as it would be without the question. A second delivery changes nothing, like the first.
 */
@ApplicationScoped
public class ExplainWebhook {
    private static final int MOST_REPORTS = 20;

    private final ReceiveWebhook receive;
    private final Cloud cloud;
    private final Recipes recipes;
    private final InstantSource clock;

    public ExplainWebhook(ReceiveWebhook receive, Cloud cloud, Recipes recipes, InstantSource clock) {
        this.receive = receive;
        this.cloud = cloud;
        this.recipes = recipes;
        this.clock = clock;
    }

    @Funq("explain-webhook")
    public Explanation explainWebhook(WebhookRequest request) {
        return receive.read(request).fold(Explanation::refused, this::explain);
    }

    private Explanation explain(Arrival.Read arrival) {
        Receipt receipt = ReceiveWebhook.decide(arrival, recipes, clock.instant());
        if (receipt.isProblem()) {
            return Explanation.refused(receipt);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sender", arrival.sender().name());
        facts.putAll(arrival.reading().facts());
        facts.put("words", receipt.words());
        facts.put(
                "would_publish",
                receipt.events().stream().map(event -> event.type().wire()).toList());
        List<Map<String, Object>> servers = arrival.reading().runs().stream()
                .limit(MOST_REPORTS)
                .map(report -> match(report.run().within(arrival.rights().families())))
                .toList();
        facts.put("matches", servers);
        return Explanation.of(facts);
    }

    /** The one server and family that the run is about, or why there is none. */
    private Map<String, Object> match(ConfigRun run) {
        Map<String, Object> match = new LinkedHashMap<>();
        if (run.caller() != null) {
            match.put("bake", run.caller().bake());
            match.put("role", run.caller().role());
            return match;
        }
        try {
            WhichServer.Answer answer = WhichServer.decide(run, WhichServer.find(cloud, run), recipes);
            match.put("server", answer.server() == null ? null : answer.server().id());
            match.put(
                    "server_name",
                    answer.server() == null ? null : answer.server().name());
            match.put("family", answer.recipe() == null ? null : answer.recipe().family());
            match.put("refusal", answer.refusal());
        } catch (CloudException e) {
            match.put("refusal", "the cloud could not be asked: " + Redaction.redact(e.getMessage()));
        }
        return match;
    }
}
