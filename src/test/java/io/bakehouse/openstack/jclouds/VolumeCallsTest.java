package io.bakehouse.openstack.jclouds;

import static io.bakehouse.openstack.jclouds.TinyCloud.TOKENS;
import static io.bakehouse.openstack.jclouds.TinyCloud.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent for servers that boot from volumes or belong to groups. */
class VolumeCallsTest {
    private static final String BOOT = "POST /v2.1/servers";
    private static final String GROUPS = "GET /v2.1/os-server-groups";
    private static final String GROUP = "11111111-2222-4333-8444-555555555555";

    private final TinyCloud tiny = new TinyCloud();
    private final OpenStackCloud cloud = tiny.connect(InstantSource.system(), CallListener.NONE);
    private final ServerSpec spec =
            new ServerSpec("n", "i1", "f1", "none", null, List.of(), null, null, Map.of(), List.of());

    @AfterEach
    void close() {
        cloud.close();
        tiny.close();
    }

    private JsonNode sent() throws Exception {
        List<String> bodies = tiny.bodies();
        return new ObjectMapper().readTree(bodies.get(bodies.size() - 1));
    }

    private void ready() {
        tiny.on(
                        "GET /v2.1/flavors/detail",
                        json(
                                200,
                                "{\"flavors\": [{\"id\": \"f1\", \"name\": \"small\", \"ram\": 64, \"disk\": 1,"
                                        + " \"vcpus\": 1, \"links\": []}]}"))
                .on(BOOT, json(202, "{}"));
    }

    @Test
    void aVolumeTakesThePlaceOfTheImage() throws Exception {
        ready();
        cloud.createServers(spec.onVolume(20), 1);

        JsonNode server = sent().path("server");
        assertThat(server.path("imageRef").asText("absent")).isEmpty();
        assertThat(server.path("block_device_mapping_v2").toString())
                .isEqualTo("[{\"boot_index\":0,\"source_type\":\"image\",\"destination_type\":\"volume\","
                        + "\"uuid\":\"i1\",\"volume_size\":20,\"delete_on_termination\":true}]");
        assertThat(sent().has("os:scheduler_hints")).isFalse();
    }

    @Test
    void withoutAVolumeThereIsNoMapping() throws Exception {
        ready();
        cloud.createServers(spec, 1);

        assertThat(sent().path("server").path("imageRef").asText()).isEqualTo("i1");
        assertThat(sent().path("server").has("block_device_mapping_v2")).isFalse();
    }

    @Test
    void aGroupIsSentByItsIdAndItsNameIsLookedUpOnce() throws Exception {
        ready();
        tiny.on(
                GROUPS,
                json(
                        200,
                        "{\"server_groups\": [{\"id\": \"" + GROUP + "\", \"name\": \"apart\"},"
                                + " {\"id\": \"x\", \"name\": \"twice\"}, {\"id\": \"y\", \"name\": \"twice\"}]}"));

        cloud.createServers(spec.in(GROUP), 1);
        assertThat(tiny.count(GROUPS)).isZero();
        cloud.createServers(spec.in("apart"), 1);
        cloud.createServers(spec.in("apart"), 1);
        assertThat(tiny.count(GROUPS)).isEqualTo(1);
        assertThat(sent().path("os:scheduler_hints").path("group").asText()).isEqualTo(GROUP);
        assertThatThrownBy(() -> cloud.createServers(spec.in("twice"), 1))
                .hasMessage("there are 2 server groups named 'twice': use the id of one");
        assertThatThrownBy(() -> cloud.createServers(spec.in("none"), 1)).hasMessage("there is no server group 'none'");
        assertThat(tiny.count(BOOT)).isEqualTo(3);
    }

    @Test
    void withoutAVolumeServiceNothingIsSent() {
        assertThat(cloud.volumes()).isEmpty();
        assertThat(cloud.volumeSnapshots()).isEmpty();
        assertThatThrownBy(() -> cloud.deleteVolume("v"))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_REQUEST))
                .hasMessageContaining("no volume service");
        assertThatThrownBy(() -> cloud.markVolumeSnapshot("s", Map.of())).hasMessageContaining("no volume service");
        assertThat(tiny.seen()).containsOnly(TOKENS);
    }
}
