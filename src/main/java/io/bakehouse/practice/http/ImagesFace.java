package io.bakehouse.practice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.practice.ImageDoc;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Glance v2. */
final class ImagesFace {
    /** Images per page when the client does not say. */
    private static final int USUAL_PAGE = 25;

    private final PracticeModel model;

    ImagesFace(PracticeModel model) {
        this.model = model;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Service.IMAGE, "GET", "/v2/images", this::list),
                Route.of(Service.IMAGE, "POST", "/v2/images", this::create),
                Route.of(Service.IMAGE, "GET", "/v2/images/{id}", this::get),
                Route.of(Service.IMAGE, "PATCH", "/v2/images/{id}", this::patch),
                Route.of(Service.IMAGE, "DELETE", "/v2/images/{id}", this::delete));
    }

    private Answer list(Route.Asked asked) {
        Request request = asked.request();
        List<ImageDoc> selected =
                model.images().list(asked.project(), asked.look().asOf(), ImageFilter.of(request, asked.project()));
        Page<ImageDoc> page = Page.of(
                selected,
                ImageDoc::id,
                request.parameter("marker").orElse(null),
                ImageFilter.limit(request, USUAL_PAGE, asked.look().longestPage()),
                marker -> new Refusal(400, "No image found with ID " + marker));
        Map<String, List<String>> first = new LinkedHashMap<>(request.query());
        first.remove("marker");
        Map<String, Object> body = Json.object(
                "images",
                page.entries().stream().map(ImageJson::of).toList(),
                "first",
                "/v2/images" + (first.isEmpty() ? "" : "?" + Page.encode(first)),
                "schema",
                "/v2/schemas/images");
        if (page.full()) {
            String last = page.entries().get(page.entries().size() - 1).id();
            body.put("next", "/v2/images?" + Page.queryAfter(request.query(), last));
        }
        return Answer.json(200, body);
    }

    private Answer get(Route.Asked asked) {
        return Answer.json(200, ImageJson.of(model.images().get(asked.project(), asked.id())));
    }

    private Answer create(Route.Asked asked) {
        JsonNode body = body(asked.request());
        if (!body.isObject()) {
            throw new Refusal(
                    500, "The server has either erred or is incapable of performing the requested operation.");
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        body.properties()
                .forEach(field -> attributes.put(field.getKey(), ImageJson.value(field.getKey(), field.getValue())));
        Object id = attributes.remove("id");
        ImageDoc image = model.imageRequests().create(asked.project(), (String) id, attributes, asked.look());
        return Answer.json(201, ImageJson.of(image))
                .with("Location", asked.request().base() + "/image/v2/images/" + image.id());
    }

    private Answer patch(Route.Asked asked) {
        String type = asked.request().header("Content-Type").orElse("");
        if (!type.startsWith(ImagePatch.TYPE)) {
            throw new Refusal(415, "The request media type " + type + " is not supported by this server.");
        }
        ImageDoc image = model.images().get(asked.project(), asked.id());
        Map<String, Object> changes = ImagePatch.changes(image, body(asked.request()));
        return Answer.json(
                200, ImageJson.of(model.imageRequests().update(asked.project(), asked.id(), changes, asked.look())));
    }

    private Answer delete(Route.Asked asked) {
        model.imageRequests().delete(asked.project(), asked.id(), asked.look());
        return Answer.text(204, "text/html; charset=UTF-8", "");
    }

    private static JsonNode body(Request request) {
        return request.json().orElseThrow(() -> new Refusal(400, "Malformed JSON in request body."));
    }
}
