package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeProject;
import io.bakehouse.practice.Refusal;
import io.bakehouse.practice.ServerAction;
import java.util.List;
import java.util.Map;

/** What one can ask of a server, and what became of it. */
final class ActionsFace {
    /** First microversion that shows the actions of a server that is gone. */
    private static final int SHOWS_DELETED = 21;

    private final PracticeModel model;

    ActionsFace(PracticeModel model) {
        this.model = model;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Service.COMPUTE, "POST", "/v2.1/servers/{id}/action", this::act),
                Route.of(Service.COMPUTE, "GET", "/v2.1/servers/{id}/os-instance-actions", this::list),
                Route.of(Service.COMPUTE, "GET", "/v2.1/servers/{id}/os-instance-actions/{request}", this::get));
    }

    private Answer act(Route.Asked asked) {
        Microversion.of(asked.request());
        JsonNode body = asked.request()
                .json()
                .filter(node -> node.isObject() && node.size() == 1)
                .orElseThrow(() -> new Refusal(400, "Malformed request body"));
        String action = body.fieldNames().next();
        return switch (action) {
            case "createImage" -> createImage(asked, body.path(action));
            case "os-stop" -> {
                model.power().stop(asked.project(), asked.id(), asked.look());
                yield Answer.empty(202);
            }
            case "os-start" -> {
                model.power().start(asked.project(), asked.id(), asked.look());
                yield Answer.empty(202);
            }
            default -> throw new Refusal(400, "There is no such action: " + action);
        };
    }

    private Answer createImage(Route.Asked asked, JsonNode order) {
        if (!order.path("name").isTextual()) {
            throw new Refusal(
                    400,
                    "Invalid input for field/attribute createImage. Value: " + order
                            + ". 'name' is a required property");
        }
        String image = model.snapshots()
                .create(
                        asked.project(),
                        asked.id(),
                        order.path("name").asText(),
                        ServerOrderJson.metadata(order.path("metadata")),
                        asked.look());
        if (Microversion.of(asked.request()) >= 45) {
            return Answer.json(202, Json.object("image_id", image));
        }
        // As in most installations an internal address: only its last part is of use.
        return Answer.text(202, "text/html; charset=UTF-8", "")
                .with("Location", "http://glance.internal:9292/images/" + image);
    }

    private Answer list(Route.Asked asked) {
        int microversion = Microversion.of(asked.request());
        check(asked, microversion);
        return Answer.json(
                200,
                Json.object(
                        "instanceActions",
                        model.actions().of(asked.id()).stream()
                                .map(action -> json(asked.project(), asked.id(), action, microversion))
                                .toList()));
    }

    private Answer get(Route.Asked asked) {
        int microversion = Microversion.of(asked.request());
        check(asked, microversion);
        String request = asked.ids().get(1);
        ServerAction action = model.actions().of(asked.id()).stream()
                .filter(one -> one.requestId().equals(request))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "Action " + request + " not found"));
        Map<String, Object> json = json(asked.project(), asked.id(), action, microversion);
        if (microversion >= 51) {
            Map<String, Object> event = Json.object(
                    "event", action.event(),
                    "start_time", Json.bareTime(action.startedAt()),
                    "finish_time", Json.bareTime(action.finishedAt()),
                    "result", action.finishedAt() == null ? null : action.failed() ? "Error" : "Success");
            if (microversion >= 62) {
                event.put("hostId", ServerJson.hostId(asked.project().id()));
            }
            json.put("events", List.of(event));
        }
        return Answer.json(200, Json.object("instanceAction", json));
    }

    private void check(Route.Asked asked, int microversion) {
        boolean shown = microversion >= SHOWS_DELETED
                ? model.servers().everHad(asked.project(), asked.id())
                : model.servers().list(asked.project(), asked.look().now()).stream()
                        .anyMatch(server -> server.id().equals(asked.id()));
        if (!shown) {
            throw new Refusal(404, "Instance " + asked.id() + " could not be found.");
        }
    }

    private static Map<String, Object> json(
            PracticeProject project, String server, ServerAction action, int microversion) {
        Map<String, Object> json = Json.object(
                "action", action.action(),
                "instance_uuid", server,
                "request_id", action.requestId(),
                "user_id", project.userId(),
                "project_id", project.id(),
                "start_time", Json.bareTime(action.startedAt()),
                "message", action.message());
        if (microversion >= 58) {
            json.put(
                    "updated_at",
                    Json.bareTime(action.finishedAt() == null ? action.startedAt() : action.finishedAt()));
        }
        return json;
    }
}
