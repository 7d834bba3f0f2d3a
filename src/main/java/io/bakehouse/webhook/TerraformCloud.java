package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * HCP Terraform and Terraform Enterprise: notifications about runs of a workspace. Only a plan that was applied changed
 * anything. Source: terraform-docs-common, {@code notification-configurations.mdx}.
 */
final class TerraformCloud implements Sender {
    @Override
    public String name() {
        return "terraform-cloud";
    }

    @Override
    public Reading read(WebhookRequest request, Instant now) {
        JsonNode body = JsonBody.object(request.body(), "notification of Terraform");
        JsonNode notification = body.path("notifications").path(0);
        String trigger = JsonBody.text(notification, "trigger");
        if (trigger == null || trigger.isBlank()) {
            throw new MalformedException(
                    "the JSON is no notification of Terraform: it has no notifications[0].trigger");
        }
        String event = cut(trigger);
        String status = JsonBody.text(notification, "run_status");
        Map<String, Object> facts = new HashMap<>();
        facts.put("run_id", cut(JsonBody.text(body, "run_id")));
        facts.put("tool_status", cut(status));
        if (event.equals("verification")) {
            return new Reading.Ignored(event, "test", "the notification works", facts);
        }
        if (event.equals("run:errored")) {
            return new Reading.Ignored(event, "failed", "the run failed", facts);
        }
        if (!event.equals("run:completed") || !"applied".equals(status)) {
            return new Reading.Ignored(
                    event, "ignored", "the run is " + cut(status) + ": only what is applied counts", facts);
        }
        String workspace = required(body, "organization_name") + "/" + required(body, "workspace_name");
        facts.put("repo", workspace);
        String delivery =
                required(body, "run_id") + " " + event + " " + cut(JsonBody.text(notification, "run_updated_at"));
        SourceChange change =
                new SourceChange("terraform-cloud", delivery, workspace, null, null, null, List.of(), false);
        return new Reading.Changed(event, "completed", change, facts);
    }

    private static String required(JsonNode body, String member) {
        return Optional.ofNullable(cut(JsonBody.text(body, member)))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new MalformedException("the notification has no " + member));
    }

    private static String cut(String text) {
        return text == null || text.length() <= 200 ? text : text.substring(0, 200);
    }
}
