package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.practice.Look;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeProject;
import io.bakehouse.practice.Refusal;
import io.bakehouse.practice.VolumeSnapshotState;
import io.bakehouse.practice.VolumeState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Cinder v3. */
final class VolumesFace {
    private static final Set<String> PAGING = Set.of("limit", "marker");

    private final PracticeModel model;

    VolumesFace(PracticeModel model) {
        this.model = model;
    }

    private interface Marking {
        Map<String, String> mark(PracticeProject project, String id, Map<String, String> marks, Look look);
    }

    private interface Deletion {
        void delete(PracticeProject project, String id, Look look);
    }

    List<Route> routes() {
        return List.of(
                route("GET", "/volumes/detail", this::volumes),
                route("GET", "/snapshots/detail", this::snapshots),
                route("POST", "/volumes/{id}/metadata", asked -> mark(asked, model.volumes()::mark)),
                route("POST", "/snapshots/{id}/metadata", asked -> mark(asked, model.volumes()::markSnapshot)),
                route("DELETE", "/volumes/{id}", asked -> delete(asked, model.volumes()::delete)),
                route("DELETE", "/snapshots/{id}", asked -> delete(asked, model.volumes()::deleteSnapshot)));
    }

    /** A route below the project's id, which has to be that of the token. */
    private static Route route(String method, String path, Route.Action action) {
        return Route.of(Service.VOLUME, method, Service.VOLUME_VERSION + path, asked -> {
            if (!asked.id().equals(asked.project().id())) {
                throw new Refusal(400, "Malformed request url");
            }
            return action.answer(asked);
        });
    }

    private Answer volumes(Route.Asked asked) {
        List<VolumeState> all =
                model.volumes().volumes().list(asked.project(), asked.look().asOf());
        return list(asked, "volumes", all, VolumeState::id, VolumeJson::of);
    }

    private Answer snapshots(Route.Asked asked) {
        List<VolumeSnapshotState> all =
                model.volumes().snapshots().list(asked.project(), asked.look().asOf());
        return list(asked, "snapshots", all, VolumeSnapshotState::id, VolumeJson::of);
    }

    private static <T> Answer list(
            Route.Asked asked,
            String name,
            List<T> all,
            Function<T, String> id,
            Function<T, Map<String, Object>> json) {
        Request request = asked.request();
        for (String parameter : request.query().keySet()) {
            if (!PAGING.contains(parameter)) {
                throw new Refusal(501, "the practice cloud does not know the filter " + parameter);
            }
        }
        Page<T> page = Page.of(
                all,
                id,
                request.parameter("marker").orElse(null),
                ServerFilter.limit(request, asked.look().longestPage()),
                marker -> new Refusal(404, "Could not find " + name + " with marker " + marker));
        Map<String, Object> body =
                Json.object(name, page.entries().stream().map(json).toList());
        if (page.full()) {
            String last = id.apply(page.entries().get(page.entries().size() - 1));
            String next = request.base() + request.path() + "?" + Page.queryAfter(request.query(), last);
            body.put(name + "_links", List.of(Json.object("rel", "next", "href", next)));
        }
        return Answer.json(200, body);
    }

    private static Answer mark(Route.Asked asked, Marking marking) {
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
                        marking.mark(
                                asked.project(),
                                asked.ids().get(1),
                                ServerOrderJson.metadata(metadata),
                                asked.look())));
    }

    private static Answer delete(Route.Asked asked, Deletion deletion) {
        deletion.delete(asked.project(), asked.ids().get(1), asked.look());
        return Answer.empty(202);
    }
}
