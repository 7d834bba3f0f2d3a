package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Limits;
import io.bakehouse.openstack.ServerQuery;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nova, as far as servers exist already. */
final class Compute {
    private final Session session;

    Compute(Session session) {
        this.session = session;
    }

    Server server(String id) {
        return ReadServer.of(api().server(url(), id).path("server"));
    }

    List<Server> servers(ServerQuery query) {
        String name = query.name() == null ? null : NameRegex.exactly(query.name());
        boolean six = query.address() != null && query.address().contains(":");
        String page = String.valueOf(session.config().bounds().page());
        return Pages.all(
                        "servers",
                        marker -> api().servers(
                                        url(),
                                        new Query()
                                                .with("limit", page)
                                                .with("tags", query.tag())
                                                .with("name", name)
                                                // With Neutron's substring filter this is a part of the address,
                                                // without
                                                // it a regular expression: the plain address finds it either way, and
                                                // others too, which are sorted out below.
                                                .with(six ? "ip6" : "ip", query.address())
                                                .with("marker", marker)))
                .stream()
                .map(ReadServer::of)
                // A Nova that does not know a filter leaves it out without a word.
                .filter(server -> query.tag() == null || server.tags().contains(query.tag()))
                .filter(server -> query.name() == null || server.name().equals(query.name()))
                .filter(query::fitsAddress)
                .toList();
    }

    void delete(String id) {
        session.nova().getServerApi(session.region()).delete(id);
    }

    void stop(String id) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putNull("os-stop");
        api().act(url(), id, body);
    }

    void mark(String id, Map<String, String> marks) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = body.putObject("metadata");
        marks.forEach(metadata::put);
        api().addMetadata(url(), id, body);
    }

    String createImage(String server, String name, Map<String, String> marks) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode action = body.putObject("createImage").put("name", name);
        ObjectNode metadata = action.putObject("metadata");
        marks.forEach(metadata::put);
        return api().createImage(url(), server, body);
    }

    Optional<String> failureOf(String server, String action) {
        for (JsonNode taken : api().actions(url(), server).path("instanceActions")) {
            // Newest first.
            if (taken.path("action").asText().equals(action)) {
                String request =
                        PlainId.require("action", taken.path("request_id").asText());
                return ReadAction.failure(api().action(url(), server, request).path("instanceAction"));
            }
        }
        return Optional.empty();
    }

    Limits limits() {
        JsonNode limits = api().limits(url()).path("limits").path("absolute");
        return new Limits(
                limits.path("maxTotalInstances").asInt(-1),
                limits.path("totalInstancesUsed").asInt(),
                limits.path("maxTotalCores").asInt(-1),
                limits.path("totalCoresUsed").asInt(),
                limits.path("maxTotalRAMSize").asInt(-1),
                limits.path("totalRAMUsed").asInt());
    }

    private ComputeApi api() {
        return session.api(ComputeApi.class);
    }

    private URI url() {
        return session.endpoint("compute");
    }
}
