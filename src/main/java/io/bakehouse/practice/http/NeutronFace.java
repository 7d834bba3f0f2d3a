package io.bakehouse.practice.http;

import io.bakehouse.practice.Network;
import io.bakehouse.practice.PracticeModel;
import java.util.List;
import java.util.Map;

/** Neutron, as far as finding a network by its name. */
final class NeutronFace {
    private final PracticeModel model;

    NeutronFace(PracticeModel model) {
        this.model = model;
    }

    List<Route> routes() {
        return List.of(Route.of(Service.NETWORK, "GET", "/v2.0/networks", this::networks));
    }

    private Answer networks(Route.Asked asked) {
        Map<String, List<String>> query = asked.request().query();
        List<Map<String, Object>> found = model.site().networks(asked.project()).stream()
                .filter(network -> asked(query, "name", network.name()) && asked(query, "id", network.id()))
                .map(NeutronFace::json)
                .toList();
        List<String> fields = query.getOrDefault("fields", List.of());
        if (!fields.isEmpty()) {
            found.forEach(network -> network.keySet().retainAll(fields));
        }
        return Answer.json(200, Json.object("networks", found));
    }

    private static boolean asked(Map<String, List<String>> query, String parameter, String value) {
        return !query.containsKey(parameter) || query.get(parameter).contains(value);
    }

    private static Map<String, Object> json(Network network) {
        return Json.object(
                "id",
                network.id(),
                "name",
                network.name(),
                "tenant_id",
                network.owner(),
                "admin_state_up",
                true,
                "mtu",
                1500,
                "status",
                "ACTIVE",
                "subnets",
                List.of(network.id()),
                "shared",
                network.shared(),
                "availability_zone_hints",
                List.of(),
                "availability_zones",
                List.of(),
                "ipv4_address_scope",
                null,
                "ipv6_address_scope",
                null,
                "router:external",
                false,
                "description",
                "",
                "port_security_enabled",
                true,
                "tags",
                List.of(),
                "created_at",
                "2026-01-01T00:00:00Z",
                "updated_at",
                "2026-01-01T00:00:00Z",
                "revision_number",
                2,
                "project_id",
                network.owner());
    }
}
