package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.Refusal;
import io.bakehouse.practice.ServerState;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Nova's servers and their metadata. */
final class ServersFace {
    private final PracticeModel model;

    ServersFace(PracticeModel model) {
        this.model = model;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Service.COMPUTE, "GET", "/v2.1/servers", this::brief),
                Route.of(Service.COMPUTE, "GET", "/v2.1/servers/detail", this::detail),
                Route.of(Service.COMPUTE, "POST", "/v2.1/servers", this::create),
                Route.of(Service.COMPUTE, "GET", "/v2.1/servers/{id}", this::get),
                Route.of(Service.COMPUTE, "DELETE", "/v2.1/servers/{id}", this::delete),
                Route.of(Service.COMPUTE, "GET", "/v2.1/servers/{id}/metadata", this::metadata),
                Route.of(Service.COMPUTE, "POST", "/v2.1/servers/{id}/metadata", this::mark));
    }

    private Answer brief(Route.Asked asked) {
        Microversion.of(asked.request());
        return list(asked, server -> ServerJson.brief(asked.request().base(), server));
    }

    private Answer detail(Route.Asked asked) {
        int microversion = Microversion.of(asked.request());
        return list(asked, server -> ServerJson.detail(asked.request().base(), server, microversion));
    }

    private Answer list(Route.Asked asked, Function<ServerState, Map<String, Object>> json) {
        Request request = asked.request();
        List<ServerState> selected = model.servers()
                .list(asked.project(), asked.look().asOf(), ServerFilter.of(request, Microversion.of(request)));
        Page<ServerState> page = Page.of(
                selected,
                ServerState::id,
                request.parameter("marker").orElse(null),
                ServerFilter.limit(request, asked.look().longestPage()),
                marker -> new Refusal(400, "marker [" + marker + "] not found"));
        Map<String, Object> body =
                Json.object("servers", page.entries().stream().map(json).toList());
        if (page.full()) {
            String last = page.entries().get(page.entries().size() - 1).id();
            String next = request.base() + request.path() + "?" + Page.queryAfter(request.query(), last);
            body.put("servers_links", List.of(Json.object("rel", "next", "href", next)));
        }
        return Answer.json(200, body);
    }

    private Answer get(Route.Asked asked) {
        int microversion = Microversion.of(asked.request());
        ServerState server = model.servers().get(asked.project(), asked.id());
        Map<String, Object> json = ServerJson.detail(asked.request().base(), server, microversion);
        if (microversion >= 71) {
            json.put(
                    "server_groups",
                    Stream.ofNullable(server.birth().spec().group()).toList());
        }
        return Answer.json(200, Json.object("server", json));
    }

    private Answer create(Route.Asked asked) {
        JsonNode body = asked.request().json().orElseThrow(() -> new Refusal(400, "Malformed request body"));
        JsonNode server = body.path("server");
        if (!server.isObject()) {
            throw new Refusal(
                    400, body.isObject() ? "'server' is a required property" : body + " is not of type 'object'");
        }
        ServerOrderJson order = new ServerOrderJson(body, Microversion.of(asked.request()));
        List<ServerState> made =
                model.serverRequests().create(asked.project(), order.spec(), order.min(), order.max(), asked.look());
        ServerState first = made.get(0);
        if (order.wantsReservation()) {
            return Answer.json(202, Json.object("reservation_id", first.birth().reservation()));
        }
        String base = asked.request().base();
        return Answer.json(
                        202,
                        Json.object(
                                "server",
                                Json.object(
                                        "id", first.id(),
                                        "links", ServerJson.links(base, "servers", first.id()),
                                        "OS-DCF:diskConfig", "MANUAL",
                                        "security_groups", List.of(Json.object("name", "default")),
                                        "adminPass", "practice")))
                .with("Location", base + "/compute/v2.1/servers/" + first.id());
    }

    private Answer delete(Route.Asked asked) {
        Microversion.of(asked.request());
        model.power().delete(asked.project(), asked.id(), asked.look());
        return Answer.empty(204);
    }

    private Answer metadata(Route.Asked asked) {
        return Answer.json(
                200,
                Json.object(
                        "metadata",
                        model.servers().get(asked.project(), asked.id()).metadata()));
    }

    private Answer mark(Route.Asked asked) {
        JsonNode metadata = asked.request()
                .json()
                .orElseThrow(() -> new Refusal(400, "Malformed request body"))
                .path("metadata");
        if (!metadata.isObject()) {
            throw new Refusal(400, "'metadata' is a required property");
        }
        return Answer.json(
                200,
                Json.object(
                        "metadata",
                        model.serverRequests()
                                .mark(asked.project(), asked.id(), ServerOrderJson.metadata(metadata), asked.look())));
    }
}
