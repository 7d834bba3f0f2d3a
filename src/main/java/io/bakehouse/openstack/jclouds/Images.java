package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Glance. */
final class Images {
    private final Session session;

    Images(Session session) {
        this.session = session;
    }

    Image image(String id) {
        return ReadImage.of(api().image(url(), id));
    }

    List<Image> images(ImageQuery query) {
        String project = session.project();
        String page = String.valueOf(session.config().bounds().page());
        return Pages.all(
                        "images",
                        marker -> api().images(
                                        url(),
                                        new Query()
                                                .with("limit", page)
                                                .with("owner", project)
                                                .with("os_hidden", String.valueOf(query.hidden()))
                                                .with(query.properties())
                                                .with("marker", marker)))
                .stream()
                .map(ReadImage::of)
                .filter(image -> project.equals(image.owner()) && image.hidden() == query.hidden())
                .filter(image -> image.properties()
                        .entrySet()
                        .containsAll(query.properties().entrySet()))
                .toList();
    }

    List<Image> bootable(Map<String, String> filters) {
        String page = String.valueOf(session.config().bounds().page());
        return Pages.all(
                        "images",
                        marker -> api().images(
                                        url(),
                                        new Query()
                                                .with("limit", page)
                                                .with("status", "active")
                                                .with(filters)
                                                .with("marker", marker)))
                .stream()
                .map(ReadImage::of)
                .filter(image -> image.status() == ImageStatus.ACTIVE && !image.hidden())
                .toList();
    }

    /** False when there is, or ever was, an image of that id: Glance's only conflict here. */
    boolean createRecord(String id, String name, Map<String, String> properties) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        properties.forEach(body::put);
        body.put("id", id).put("name", name).put("visibility", "private").put("os_hidden", true);
        try {
            api().create(url(), body);
            return true;
        } catch (CloudException e) {
            if (Failures.isConflict(e)) {
                return false;
            }
            throw e;
        }
    }

    void update(String id, ImageChange change) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        change.name().ifPresent(name -> add(patch, "name").put("value", name));
        change.hidden().ifPresent(hidden -> add(patch, "os_hidden").put("value", hidden));
        change.properties().forEach((key, value) -> add(patch, key).put("value", value));
        api().update(url(), id, patch);
    }

    void delete(String id) {
        api().delete(url(), id);
    }

    private static ObjectNode add(ArrayNode patch, String key) {
        String pointer = "/" + key.replace("~", "~0").replace("/", "~1");
        return patch.addObject().put("op", "add").put("path", pointer);
    }

    private ImageApi api() {
        return session.api(ImageApi.class);
    }

    private URI url() {
        return session.endpoint("image");
    }
}
