package io.bakehouse.webhook;

import io.bakehouse.model.ConfigRun;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a message says of one run on one node.
 *
 * @param event what the message is, in the sender's words
 * @param run the part that matters, in one form for all senders
 * @param details what else helps to understand the message; shown to people, never queued
 */
public record Report(String event, ConfigRun run, Map<String, Object> details) {
    public Report {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** All facts under the names that people see; a detail of the same name wins. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("event", event);
        facts.put("status", run.status().word());
        facts.put(
                "node_name", run.nodeNames().isEmpty() ? null : run.nodeNames().get(0));
        facts.put("instance_id", instanceId());
        facts.put("run_id", run.runId());
        facts.put("changes", run.changes());
        facts.put("failure", run.failure());
        facts.putAll(details);
        return facts;
    }

    private String instanceId() {
        if (run.server() != null) {
            return run.server();
        }
        return run.instanceIds().isEmpty() ? null : run.instanceIds().get(0);
    }
}
