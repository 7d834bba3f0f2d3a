package io.bakehouse.openstack.jclouds;

import static io.bakehouse.openstack.jclouds.TinyCloud.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bakehouse.model.ServerSpec;
import io.bakehouse.openstack.CallListener.Call;
import io.bakehouse.openstack.CloudException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What is sent, how often, and what becomes of bad answers, against a real HTTP server. */
@Timeout(600)
abstract class OnTinyCloud {
    static final String LIMITS = "GET /v2.1/limits";
    static final String BOOT = "POST /v2.1/servers";
    static final String GOOD_LIMITS =
            "{\"limits\": {\"absolute\": {\"maxTotalInstances\": 10, \"totalInstancesUsed\": 3}}}";
    static final String UNAVAILABLE = "{\"message\": \"down for the night\"}";

    final TinyCloud tiny = new TinyCloud();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    final List<Call> calls = new ArrayList<>();
    final OpenStackCloud cloud = tiny.connect(now::get, calls::add);

    @AfterEach
    void close() {
        cloud.close();
        tiny.close();
    }

    TinyCloud knowsTheFlavor() {
        return tiny.on(LIMITS, json(200, GOOD_LIMITS))
                .on(
                        "GET /v2.1/flavors/detail",
                        json(
                                200,
                                "{\"flavors\": [{\"id\": \"f1\", \"name\": \"small\","
                                        + " \"ram\": 64, \"disk\": 1, \"vcpus\": 1, \"links\": []}]}"));
    }

    static ServerSpec spec() {
        return spec("none");
    }

    static ServerSpec spec(String network) {
        return new ServerSpec("n", "i", "small", network, null, List.of(), null, null, Map.of(), List.of());
    }

    static CloudException failure(ThrowingCallable call) {
        CloudException failure = catchThrowableOfType(CloudException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain("\n", TinyCloud.PASSWORD);
        return failure;
    }
}
