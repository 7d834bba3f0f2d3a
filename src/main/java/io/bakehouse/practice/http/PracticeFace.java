package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeQuota;
import io.bakehouse.practice.Refusal;
import io.bakehouse.practice.VolumeQuota;
import java.util.List;
import java.util.Map;

/** The switches of the practice cloud, which no real cloud has: faults, quotas, servers that converged, counts of calls. */
final class PracticeFace {
    private final PracticeModel model;

    PracticeFace(PracticeModel model) {
        this.model = model;
    }

    List<Route> routes() {
        return List.of(
                Route.open(Service.PRACTICE, "POST", "/faults", this::addFaults),
                Route.open(Service.PRACTICE, "DELETE", "/faults", this::clearFaults),
                Route.open(Service.PRACTICE, "PUT", "/quotas/{project}", this::quota),
                Route.open(Service.PRACTICE, "POST", "/servers", this::addServer),
                Route.open(Service.PRACTICE, "GET", "/calls", this::calls),
                Route.open(Service.PRACTICE, "DELETE", "/calls", this::forgetCalls));
    }

    private Answer addFaults(Route.Asked asked) {
        FaultsJson faults = FaultsJson.read(body(asked));
        faults.rules().forEach(model.faults()::add);
        faults.servers().forEach(model.faults()::plant);
        return Answer.empty(204);
    }

    private Answer clearFaults(Route.Asked asked) {
        model.faults().clear();
        return Answer.empty(204);
    }

    private Answer quota(Route.Asked asked) {
        JsonNode body = body(asked);
        PracticeQuota quota = new PracticeQuota(
                body.path("instances").asInt(-1),
                body.path("cores").asInt(-1),
                body.path("ram").asInt(-1));
        VolumeQuota volumes = new VolumeQuota(
                body.path("gigabytes").asInt(-1),
                body.path("volumes").asInt(-1),
                body.path("snapshots").asInt(-1));
        try {
            model.quotas().set(model.site().project(asked.id()), quota);
            model.quotas().set(model.site().project(asked.id()), volumes);
        } catch (IllegalArgumentException e) {
            throw new Refusal(404, e.getMessage());
        }
        return Answer.empty(204);
    }

    private Answer addServer(Route.Asked asked) {
        String name = body(asked).path("name").asText();
        if (name.isEmpty()) {
            throw new Refusal(400, "a server needs a name");
        }
        return Answer.json(201, Map.of("id", model.addConvergedServer(name)));
    }

    private Answer calls(Route.Asked asked) {
        return Answer.json(200, model.calls().all());
    }

    private Answer forgetCalls(Route.Asked asked) {
        model.calls().reset();
        return Answer.empty(204);
    }

    private static JsonNode body(Route.Asked asked) {
        return asked.request()
                .json()
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Refusal(400, "the body is no JSON object"));
    }
}
