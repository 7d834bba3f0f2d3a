package io.bakehouse.practice.http;

import io.bakehouse.openstack.Limits;
import io.bakehouse.practice.Flavor;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Nova's flavors and limits. */
final class FlavorsFace {
    private final PracticeModel model;

    FlavorsFace(PracticeModel model) {
        this.model = model;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Service.COMPUTE, "GET", "/v2.1/flavors", asked -> list(asked, this::brief)),
                Route.of(Service.COMPUTE, "GET", "/v2.1/flavors/detail", asked -> list(asked, this::detail)),
                Route.of(Service.COMPUTE, "GET", "/v2.1/flavors/{id}", this::get),
                Route.of(
                        Service.COMPUTE,
                        "GET",
                        "/v2.1/flavors/{id}/os-extra_specs",
                        asked -> Answer.json(200, Json.object("extra_specs", Map.of()))),
                Route.of(Service.COMPUTE, "GET", "/v2.1/limits", this::limits),
                // Members of jclouds ask for the extensions; all that they look for is part of 2.1.
                Route.of(
                        Service.COMPUTE,
                        "GET",
                        "/v2.1/extensions",
                        asked -> Answer.json(200, Json.object("extensions", List.of()))));
    }

    private interface Shape {
        Map<String, Object> of(Request request, Flavor flavor);
    }

    private Answer list(Route.Asked asked, Shape shape) {
        Request request = asked.request();
        Page<Flavor> page = Page.of(
                model.site().flavors(),
                Flavor::id,
                request.parameter("marker").orElse(null),
                ServerFilter.limit(request, asked.look().longestPage()),
                marker -> new Refusal(400, "marker [" + marker + "] not found"));
        Function<Flavor, Map<String, Object>> json = flavor -> shape.of(request, flavor);
        Map<String, Object> body =
                Json.object("flavors", page.entries().stream().map(json).toList());
        if (page.full()) {
            String last = page.entries().get(page.entries().size() - 1).id();
            String next = request.base() + request.path() + "?" + Page.queryAfter(request.query(), last);
            body.put("flavors_links", List.of(Json.object("rel", "next", "href", next)));
        }
        return Answer.json(200, body);
    }

    private Answer get(Route.Asked asked) {
        Flavor flavor = model.site().flavors().stream()
                .filter(one -> one.id().equals(asked.id()))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "Flavor " + asked.id() + " could not be found."));
        return Answer.json(200, Json.object("flavor", detail(asked.request(), flavor)));
    }

    private Map<String, Object> brief(Request request, Flavor flavor) {
        Map<String, Object> json = Json.object(
                "id", flavor.id(),
                "name", flavor.name(),
                "links", ServerJson.links(request.base(), "flavors", flavor.id()));
        if (Microversion.of(request) >= 55) {
            json.put("description", null);
        }
        return json;
    }

    private Map<String, Object> detail(Request request, Flavor flavor) {
        int microversion = Microversion.of(request);
        Map<String, Object> json = Json.object(
                "id", flavor.id(),
                "name", flavor.name(),
                "ram", flavor.ramMb(),
                "disk", flavor.diskGb(),
                "swap", microversion < 75 ? "" : (Object) 0,
                "OS-FLV-EXT-DATA:ephemeral", 0,
                "OS-FLV-DISABLED:disabled", false,
                "vcpus", flavor.vcpus(),
                "os-flavor-access:is_public", true,
                "rxtx_factor", 1.0,
                "links", ServerJson.links(request.base(), "flavors", flavor.id()));
        if (microversion >= 55) {
            json.put("description", null);
        }
        if (microversion >= 61) {
            json.put("extra_specs", Map.of());
        }
        return json;
    }

    private Answer limits(Route.Asked asked) {
        int microversion = Microversion.of(asked.request());
        Limits limits = model.serverRequests().limits(asked.project(), asked.look());
        Map<String, Object> absolute = Json.object(
                "maxTotalInstances", limits.maxServers(),
                "maxTotalCores", limits.maxCores(),
                "maxTotalRAMSize", limits.maxRamMb(),
                "maxServerMeta", 128);
        if (microversion < 57) {
            absolute.put("maxPersonality", 5);
            absolute.put("maxPersonalitySize", 10240);
        }
        absolute.put("maxTotalKeypairs", -1);
        absolute.put("maxServerGroups", -1);
        absolute.put("maxServerGroupMembers", -1);
        absolute.put("totalRAMUsed", limits.usedRamMb());
        absolute.put("totalCoresUsed", limits.usedCores());
        absolute.put("totalInstancesUsed", limits.usedServers());
        absolute.put("totalServerGroupsUsed", 0);
        return Answer.json(200, Json.object("limits", Json.object("rate", List.of(), "absolute", absolute)));
    }
}
