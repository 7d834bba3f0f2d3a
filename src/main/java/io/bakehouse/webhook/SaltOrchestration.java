package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An orchestration's own return: per master the states of the orchestration, and in the changes of those that ran states
 * elsewhere what each minion returned.
 */
final class SaltOrchestration {
    private SaltOrchestration() {}

    /** One return per minion, with the results of all states that ran on it; empty when it is no orchestration. */
    static List<SaltReturn> returns(JsonNode data) {
        Map<String, JsonNode> results = new LinkedHashMap<>();
        for (JsonNode master : data.path("return").path("data")) {
            for (JsonNode step : master) {
                step.path("changes")
                        .path("ret")
                        .properties()
                        .forEach(minion -> results.merge(minion.getKey(), minion.getValue(), SaltOrchestration::both));
            }
        }
        String jid = JsonBody.text(data, "jid");
        return results.entrySet().stream()
                .filter(minion -> minion.getValue().isContainerNode())
                .map(minion ->
                        new SaltReturn(minion.getKey(), jid, minion.getValue(), JsonNodeFactory.instance.objectNode()))
                .toList();
    }

    /** What two steps did on one minion; what could not be rendered hides the rest. */
    private static JsonNode both(JsonNode one, JsonNode other) {
        if (!one.isObject() || !other.isObject()) {
            return one.isArray() || !other.isContainerNode() ? one : other;
        }
        // The same state may run in both.
        ObjectNode all = ((ObjectNode) one).deepCopy();
        other.properties().forEach(state -> all.set(all.size() + " " + state.getKey(), state.getValue()));
        return all;
    }
}
