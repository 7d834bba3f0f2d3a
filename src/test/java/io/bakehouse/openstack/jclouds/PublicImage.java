package io.bakehouse.openstack.jclouds;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.platform.Pause;
import java.time.InstantSource;

/** Finds the base image that a test boots: it belongs to another project, so that no list of ours has it. */
public final class PublicImage {
    private PublicImage() {}

    /** The id of the active image of that name, or the name itself when it is an id. */
    public static String id(CloudConfig config, String nameOrId) {
        try (Session session = new Session(config, InstantSource.system(), CallListener.NONE, Pause.SLEEP)) {
            JsonNode found = session.api(ImageApi.class)
                    .images(
                            session.endpoint("image"),
                            new Query().with("name", nameOrId).with("status", "active"));
            return found.path("images").path(0).path("id").asText(nameOrId);
        }
    }
}
