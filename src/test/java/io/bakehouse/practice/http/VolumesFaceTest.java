package io.bakehouse.practice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeProject;
import io.bakehouse.simulation.VirtualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumesFaceTest {
    private static final String SERVERS = "/compute/v2.1/servers";

    private final VirtualClock clock = new VirtualClock();
    private final PracticeModel model = PracticeModel.usual(clock);
    private final PracticeProject demo = model.site().project("demo");
    private PracticeServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server = PracticeServer.start(model, 0);
        client = new TestClient(server.url());
        client.logIn();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String body(String device, String hints) {
        return """
                {"server": {"name": "web", "imageRef": "", "flavorRef": "%s", "networks": "none",
                "block_device_mapping_v2": [%s]}%s}""".formatted(model.site().flavor("m1.nano").orElseThrow().id(), device, hints);
    }

    private String root(String more) {
        return "{\"boot_index\": 0, \"source_type\": \"image\", \"destination_type\": \"volume\", \"uuid\": \""
                + model.baseImage() + "\"" + more.replace('\'', '"') + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | , 'delete_on_termination': true                   | need to have a non-zero size specified",
                "501 | , 'volume_size': 1                                | that goes with its server",
                "501 | , 'volume_size': 1, 'volume_type': 'ssd'          | does not know volume_type",
                "400 | , 'volume_size': 1, 'delete_on_termination': true, 'boot_index': 1 | Boot sequence"
            })
    void badMappings(int status, String more, String words) throws Exception {
        JsonNode answer = client.json(status, "POST", SERVERS, body(root(more), ""));
        assertThat(answer.toString()).contains(words);
    }

    @Test
    void serverShowsVolumeAndGroup() throws Exception {
        String group = model.site().addServerGroup(demo, "apart", 3).id();
        String order = body(
                root(", 'volume_size': 2, 'delete_on_termination': true"),
                ", \"os:scheduler_hints\": {\"group\": \"" + group + "\"}");
        String id = client.json(202, "POST", SERVERS, order)
                .path("server")
                .path("id")
                .asText();
        clock.passSeconds(100);

        JsonNode shown = client.at("2.93").get(SERVERS + "/" + id).path("server");
        assertThat(shown.path("image").asText("absent")).isEmpty();
        assertThat(shown.path("server_groups").path(0).asText()).isEqualTo(group);
        JsonNode attached = shown.path("os-extended-volumes:volumes_attached").path(0);
        assertThat(attached.path("delete_on_termination").asBoolean()).isTrue();
        JsonNode volume = client.get("/volume/v3/" + demo.id() + "/volumes/detail")
                .path("volumes")
                .path(0);
        assertThat(volume.path("id")).isEqualTo(attached.path("id"));
        assertThat(volume.path("status").asText()).isEqualTo("in-use");
        assertThat(volume.path("attachments").path(0).path("server_id").asText())
                .isEqualTo(id);
        JsonNode groups =
                client.at("2.52").get("/compute/v2.1/os-server-groups").path("server_groups");
        assertThat(groups.path(0).path("policies").path(0).asText()).isEqualTo("anti-affinity");
        assertThat(groups.path(0).path("members").path(0).asText()).isEqualTo(id);
        client.json(400, "POST", SERVERS, order.replace(group, "apart"));
        client.json(
                400,
                "POST",
                SERVERS,
                order.replace(group, demo.id().replaceFirst("(.{8})(.{4})(.{4})(.{4})", "$1-$2-$3-$4-")));
    }

    @Test
    void onlyTheTokensOwnProjectIsServed() throws Exception {
        client.json(400, "GET", "/volume/v3/" + model.site().project("other").id() + "/volumes/detail", null);
        client.json(501, "GET", "/volume/v3/" + demo.id() + "/snapshots/detail?status=error", null);
        client.json(404, "DELETE", "/volume/v3/" + demo.id() + "/snapshots/none", null);
    }
}
