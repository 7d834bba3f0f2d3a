package io.bakehouse.openstack.jclouds;

import static io.bakehouse.openstack.jclouds.TinyCloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Server;
import io.bakehouse.openstack.CloudException.Kind;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists in pages, with filters that the cloud may ignore. */
class CloudListsTest extends OnTinyCloud {
    private static final String SERVERS = "GET /v2.1/servers/detail";

    @Test
    void pagesAreFollowedToTheEndWhateverTheirSize() {
        tiny.on(SERVERS + "?limit=2&tags=t", json(200, page("marker=b&tags=t&limit=2", "a", "b")))
                .on(SERVERS + "?limit=2&tags=t&marker=b", json(200, page("limit=2&marker=c", "c")))
                .on(SERVERS + "?limit=2&tags=t&marker=c", json(200, page(null, "c", "d")));

        assertThat(cloud.servers(new ServerQuery("t", null)))
                .extracting(Server::id)
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void aListWhoseMarkerWasDeletedIsReadAgain() {
        tiny.on(SERVERS + "?limit=2&tags=t", json(200, page("marker=b", "a", "b")))
                .on(SERVERS + "?limit=2&tags=t", json(200, page(null, "a")))
                .on(SERVERS + "?limit=2&tags=t&marker=b", json(400, "{\"message\": \"marker [b] not found\"}"));

        assertThat(cloud.servers(new ServerQuery("t", null)))
                .extracting(Server::id)
                .containsExactly("a");
    }

    @Test
    void aMarkerThatComesBackOnceIsFollowedOn() {
        tiny.on(SERVERS + "?limit=2&tags=t", json(200, page("marker=b", "a", "b")))
                .on(SERVERS + "?limit=2&tags=t&marker=b", json(200, page("marker=b", "c", "b")))
                .on(SERVERS + "?limit=2&tags=t&marker=b", json(200, page(null, "d")));

        assertThat(cloud.servers(new ServerQuery("t", null)))
                .extracting(Server::id)
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void aListThatDoesNotEndIsGivenUp() {
        tiny.on(SERVERS, json(200, page("marker=b", "a", "b")));

        assertThat(failure(() -> cloud.servers(ServerQuery.ours())))
                .hasMessageContaining("does not end")
                .extracting("kind")
                .isEqualTo(Kind.RETRY_LATER);
        assertThat(tiny.count(SERVERS)).isEqualTo(4);
    }

    @Test
    void aFilterThatTheCloudIgnoresIsAppliedHere() {
        tiny.on(SERVERS, json(200, page(null, "a")))
                .on(
                        "GET /v2/images",
                        json(
                                200,
                                "{\"images\": [" + image("i1", "p1", "x") + "," + image("i2", "p2", "x") + ","
                                        + image("i3", "p1", "y") + "]}"));

        assertThat(cloud.servers(ServerQuery.ours())).isEmpty();
        assertThat(cloud.images(new ImageQuery(false, Map.of("k", "x"))))
                .extracting(io.bakehouse.model.Image::id)
                .containsExactly("i1");
    }

    private static String page(String next, String... ids) {
        List<String> servers = new ArrayList<>();
        for (String id : ids) {
            servers.add("{\"id\": \"" + id + "\", \"name\": \"n\", \"status\": \"ACTIVE\", \"tags\": [\"t\"],"
                    + " \"image\": \"\", \"created\": \"2026-01-01T00:00:00Z\"}");
        }
        String links = next == null
                ? ""
                : ", \"servers_links\": [{\"rel\": \"next\", \"href\": \"http://elsewhere/v2.1/servers/detail?" + next
                        + "\"}]";
        return "{\"servers\": [" + String.join(",", servers) + "]" + links + "}";
    }

    private static String image(String id, String owner, String value) {
        return "{\"id\": \"" + id + "\", \"owner\": \"" + owner + "\", \"k\": \"" + value + "\", \"os_hidden\": false,"
                + " \"status\": \"queued\", \"created_at\": \"2026-01-01T00:00:00Z\","
                + " \"updated_at\": \"2026-01-01T00:00:00Z\", \"size\": null, \"name\": null}";
    }
}
