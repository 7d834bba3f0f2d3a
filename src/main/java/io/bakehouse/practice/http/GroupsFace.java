package io.bakehouse.practice.http;

import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.ServerGroup;
import io.bakehouse.practice.ServerState;
import java.util.List;
import java.util.Map;

/** Nova's server groups, as far as finding one by its name. */
final class GroupsFace {
    /** First microversion with one policy instead of a list of one. */
    private static final int ONE_POLICY = 64;

    private final PracticeModel model;

    GroupsFace(PracticeModel model) {
        this.model = model;
    }

    List<Route> routes() {
        return List.of(Route.of(Service.COMPUTE, "GET", "/v2.1/os-server-groups", this::list));
    }

    private Answer list(Route.Asked asked) {
        int microversion = Microversion.of(asked.request());
        return Answer.json(
                200,
                Json.object(
                        "server_groups",
                        model.site().serverGroups(asked.project()).stream()
                                .map(group -> json(asked, group, microversion))
                                .toList()));
    }

    private Map<String, Object> json(Route.Asked asked, ServerGroup group, int microversion) {
        Map<String, Object> json = Json.object("id", group.id(), "name", group.name());
        if (microversion >= ONE_POLICY) {
            json.put("policy", group.policy());
            json.put("rules", Map.of());
        } else {
            json.put("policies", List.of(group.policy()));
            json.put("metadata", Map.of());
        }
        json.put(
                "members",
                model.serverRequests().members(group, asked.look().now()).stream()
                        .map(ServerState::id)
                        .toList());
        if (microversion >= 13) {
            json.put("project_id", group.project().id());
            json.put("user_id", group.project().userId());
        }
        return json;
    }
}
