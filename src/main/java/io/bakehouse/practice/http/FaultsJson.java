package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.FaultRule;
import io.bakehouse.practice.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads faults: {@code {"rules": [{"call": "POST compute/servers", "skip": 0, "times": 1, "fault": "refused",
 * "status": 503, "retryAfter": 5}], "servers": {"web-*": "failboot"}}}.
 *
 * @param servers words by glob over the server's name
 */
record FaultsJson(List<FaultRule> rules, Map<String, String> servers) {
    private static final Set<String> MEMBERS = Set.of("rules", "servers");
    private static final Set<String> RULE =
            Set.of("call", "skip", "times", "fault", "status", "retryAfter", "seconds", "count");

    static FaultsJson read(JsonNode body) {
        onlyKnown(body, MEMBERS);
        List<FaultRule> rules = new ArrayList<>();
        body.path("rules").forEach(rule -> rules.add(rule(rule)));
        return new FaultsJson(rules, Json.strings(body.path("servers")));
    }

    private static FaultRule rule(JsonNode rule) {
        onlyKnown(rule, RULE);
        String call = rule.path("call").asText();
        if (call.isEmpty()) {
            throw new Refusal(400, "a rule needs a call, such as \"POST compute/servers\" or \"*\"");
        }
        return FaultRule.counted(
                call, rule.path("skip").asInt(0), rule.path("times").asInt(1), fault(rule));
    }

    private static Fault fault(JsonNode rule) {
        String kind = rule.path("fault").asText();
        return switch (kind) {
            case "down" -> Fault.down();
            case "refused" ->
                Fault.refused(
                        rule.path("status").asInt(503),
                        rule.has("retryAfter")
                                ? Duration.ofSeconds(rule.path("retryAfter").asLong())
                                : null);
            case "token-expired" -> Fault.tokenExpired();
            case "answer-lost" -> Fault.answerLost();
            case "stale" -> Fault.stale(Duration.ofSeconds(rule.path("seconds").asLong(30)));
            case "short-page" -> Fault.shortPage(Math.max(1, rule.path("count").asInt(1)));
            case "orphaned" -> Fault.orphaned();
            default ->
                throw new Refusal(
                        400,
                        "no fault is called '" + kind
                                + "': down, refused, token-expired, answer-lost, stale, short-page, orphaned");
        };
    }

    private static void onlyKnown(JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new Refusal(
                        400,
                        "'" + name + "' is none of " + known.stream().sorted().toList());
            }
        });
    }
}
