package io.bakehouse.realcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;

/**
 * The main job as a script would do it: ask for the snapshot, look every 0.1 s until the image is active, ask for the
 * servers, look every 0.1 s until all are. Nothing is claimed, marked, promoted or kept for the case of a failure.
 */
final class RawBake {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MOST_LOOKS = 3_000;

    private final RawApi api;
    private final String flavor;
    private final JsonNode networks;

    /** Finds out beforehand what the names mean. */
    RawBake(Project project) throws IOException, InterruptedException {
        api = project.api;
        flavor = id(api.get("compute", "/flavors").path("flavors"), project.flavor);
        ObjectNode body = RawApi.object();
        if (project.network.equals("none") || project.network.equals("auto")) {
            body.put("networks", project.network);
        } else {
            JsonNode found = api.get("network", "/v2.0/networks").path("networks");
            body.putArray("networks").addObject().put("uuid", id(found, project.network));
        }
        networks = body.path("networks");
    }

    private static String id(JsonNode list, String name) {
        for (JsonNode one : list) {
            if (one.path("name").asText().equals(name)
                    || one.path("id").asText().equals(name)) {
                return one.path("id").asText();
            }
        }
        throw new IllegalStateException("there is no '" + name + "'");
    }

    /** Makes an image of the server and boots that many servers from it; returns when all are active. */
    void run(String server, String name, int count, ObjectNode marks, String tag)
            throws IOException, InterruptedException {
        String image = snapshot(server, name, marks);
        boot(image, name, count, tag);
    }

    private String snapshot(String server, String name, ObjectNode marks) throws IOException, InterruptedException {
        ObjectNode body = RawApi.object();
        body.putObject("createImage").put("name", name).set("metadata", marks);
        String image = api.post("compute", "/servers/" + server + "/action", body)
                .path("image_id")
                .asText();
        for (int look = 0; look < MOST_LOOKS; look++) {
            String status = api.get("image", "/images/" + image).path("status").asText();
            if (status.equals("active")) {
                return image;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        throw new AssertionError("the image " + image + " did not become active");
    }

    private void boot(String image, String name, int count, String tag) throws IOException, InterruptedException {
        ObjectNode body = RawApi.object();
        ObjectNode server = body.putObject("server")
                .put("name", name)
                .put("imageRef", image)
                .put("flavorRef", flavor)
                .put("min_count", count)
                .put("max_count", count);
        server.set("networks", networks);
        server.putArray("tags").add(tag);
        api.post("compute", "/servers", body);
        for (int look = 0; look < MOST_LOOKS; look++) {
            // The shortest list that tells it: a longer one, ten times a second, would slow the cloud down.
            JsonNode active = api.get("compute", "/servers?status=ACTIVE&tags=" + tag);
            if (active.path("servers").size() == count) {
                return;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        throw new AssertionError("the servers " + name + " did not become active");
    }
}
