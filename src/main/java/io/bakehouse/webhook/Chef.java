package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.model.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chef: the data collector's {@code run_start} and {@code run_converge}, a report handler that posts its run status or a
 * few members of it, and Automate's notifications of failures. Source: chef, {@code lib/chef/data_collector/*.rb} and
 * {@code lib/chef/run_status.rb}; automate, {@code notifications.md}.
 */
final class Chef implements Sender {
    private static final String TYPE = "message_type";
    private static final Pattern RUN_IN_URL = Pattern.compile("/runs/([0-9a-f-]{36})");

    @Override
    public String name() {
        return "chef";
    }

    /** Everything that Chef sends here is accepted: without a good answer to the start it never sends the end. */
    @Override
    public Reading read(WebhookRequest request, Instant now) {
        JsonNode body = JsonBody.object(request.body(), "message of Chef");
        String message = JsonBody.text(body, TYPE);
        String type = JsonBody.text(body, "type");
        if (message == null && type != null) {
            return type.endsWith("_failure") ? reports(automate(request, body, type, now)) : other(type, body);
        }
        if (message == null) {
            return reports(handler(request, body, now));
        }
        return switch (message) {
            case "run_start" -> reports(start(request, body, now));
            case "run_converge" -> reports(converge(request, body, now));
            default -> other(message, body);
        };
    }

    private static Reading reports(Report report) {
        return new Reading.Reports(List.of(report));
    }

    private static Reading other(String message, JsonNode body) {
        boolean aboutNode = "node".equals(JsonBody.text(body, "entity_type"));
        String node = JsonBody.text(body, aboutNode ? "entity_name" : "node_name");
        return new Reading.Ignored(
                cut(message),
                "other",
                "a message of type '" + cut(message) + "' does not end a run",
                node == null ? Map.of() : Map.of("node_name", cut(node)));
    }

    private static Report start(WebhookRequest request, JsonNode body, Instant now) {
        return new ReportBuilder(request, "run-start", now)
                .runId(JsonBody.text(body, "run_id"))
                .node(JsonBody.text(body, "node_name"))
                .status(RunStatus.STARTED)
                .build();
    }

    private static Report converge(WebhookRequest request, JsonNode body, Instant now) {
        String said = JsonBody.text(body, "status");
        Integer updated = JsonBody.count(body, "updated_resource_count");
        RunStatus status = "failure".equals(said)
                ? RunStatus.FAILED
                : "success".equals(said) ? byCount(updated) : RunStatus.UNKNOWN;
        ReportBuilder builder = new ReportBuilder(request, "run", now)
                .runId(JsonBody.text(body, "run_id"))
                .node(JsonBody.text(body, "node_name"))
                .status(status)
                .changes(updated)
                .failure(failure(status, said, JsonBody.text(body.path("error"), "message")));
        return ChefNode.add(builder, body.path("node"))
                .detail("tool_status", said)
                .detail("updated", updated)
                .detail("total", JsonBody.count(body, "total_resource_count"))
                .build();
    }

    /** {@code run_status.to_h}, whole or only its own words: {@code success} and a list or number of resources. */
    private static Report handler(WebhookRequest request, JsonNode body, Instant now) {
        String said = JsonBody.text(body, "success");
        if (said == null) {
            throw new MalformedException("the JSON is no message of Chef: it has no " + TYPE
                    + " as the data collector's," + " no type as Automate's, and no success as a report handler's");
        }
        JsonNode resources = body.path("updated_resources");
        Integer updated = resources.isArray() ? Integer.valueOf(resources.size()) : count(body);
        RunStatus status = JsonBody.isTrue(body, "success") ? byCount(updated) : RunStatus.FAILED;
        JsonNode node = body.path("node");
        String exception = JsonBody.text(body, "exception");
        ReportBuilder builder = new ReportBuilder(request, "run", now)
                .runId(JsonBody.text(body, "run_id"))
                .node(JsonBody.text(body, "node_name"))
                .node(node.isObject() ? JsonBody.text(node, "name") : JsonBody.text(body, "node"))
                .node(JsonBody.text(body, "fqdn"))
                .address(JsonBody.text(body, "ipaddress"))
                .status(status)
                .changes(updated)
                .failure(failure(
                        status,
                        said,
                        exception == null ? JsonBody.text(body.path("exception"), "message") : exception));
        return ChefNode.add(builder, node).detail("updated", updated).build();
    }

    private static Integer count(JsonNode body) {
        Integer listed = JsonBody.count(body, "updated_resources");
        return listed == null ? JsonBody.count(body, "updated_resource_count") : listed;
    }

    /** Automate tells failures only, and names the run nowhere but in the address of its page. */
    private static Report automate(WebhookRequest request, JsonNode body, String type, Instant now) {
        String url = JsonBody.text(body, "automate_failure_url");
        Matcher run = RUN_IN_URL.matcher(url == null ? "" : url);
        String title = JsonBody.text(body, "exception_title");
        String message = JsonBody.text(body, "exception_message");
        return new ReportBuilder(request, type.equals("converge_failure") ? "run" : "compliance", now)
                .runId(run.find() ? run.group(1) : null)
                .node(JsonBody.text(body, "node_name"))
                .status(RunStatus.FAILED)
                .failure(message != null ? message : title != null ? title : type)
                .build();
    }

    private static RunStatus byCount(Integer updated) {
        return updated == null ? RunStatus.COMPLETED : updated > 0 ? RunStatus.CHANGED : RunStatus.UNCHANGED;
    }

    private static String failure(RunStatus status, String said, String message) {
        return switch (status) {
            case FAILED -> message;
            case UNKNOWN -> "Chef says '" + said + "'";
            default -> null;
        };
    }

    private static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }
}
