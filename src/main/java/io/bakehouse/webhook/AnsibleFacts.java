package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * Ansible's facts about the machine. With {@code connection: local} or {@code delegate_to} they are the controller's: they
 * count only when they name the host as the inventory does.
 */
final class AnsibleFacts {
    private static final int MOST_ADDRESSES = 16;

    private AnsibleFacts() {}

    /** Adds the names, ids and addresses that the body has, in {@code ansible_facts} or beside it. */
    static ReportBuilder add(ReportBuilder builder, JsonNode body, Optional<String> inventoryName) {
        JsonNode facts = body.path("ansible_facts");
        String fqdn = fact(facts, body, "fqdn");
        String host = fact(facts, body, "hostname");
        boolean same = inventoryName.isEmpty()
                || IpLiteral.of(inventoryName.get()).isPresent()
                || isSame(inventoryName.get(), fqdn)
                || isSame(inventoryName.get(), host);
        inventoryName.ifPresent(builder::address);
        if (!same) {
            return builder.detail("facts", "of another machine than " + inventoryName.get() + ": left out");
        }
        builder.instance(fact(facts, body, "product_uuid")).node(fqdn).node(host);
        builder.identity("machine", fact(facts, body, "machine_id"));
        builder.identity("ed25519", fact(facts, body, "ssh_host_key_ed25519_public"));
        JsonNode address = member(facts, body, "default_ipv4");
        builder.address(JsonBody.text(address, "address"));
        int read = 0;
        for (JsonNode each : member(facts, body, "all_ipv4_addresses")) {
            if (read++ < MOST_ADDRESSES) {
                builder.address(each.asText());
            }
        }
        return builder;
    }

    private static boolean isSame(String one, String other) {
        return other != null && label(one).equals(label(other));
    }

    private static String label(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.contains(".") ? lower.substring(0, lower.indexOf('.')) : lower;
    }

    private static String fact(JsonNode facts, JsonNode body, String name) {
        JsonNode value = member(facts, body, name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    /** In the facts, with or without their prefix, else beside them with it. */
    private static JsonNode member(JsonNode facts, JsonNode body, String name) {
        JsonNode plain = facts.path(name);
        JsonNode prefixed = plain.isMissingNode() ? facts.path("ansible_" + name) : plain;
        return prefixed.isMissingNode() ? body.path("ansible_" + name) : prefixed;
    }
}
