package io.bakehouse.openstack.jclouds;

import static io.bakehouse.openstack.jclouds.TinyCloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import io.bakehouse.openstack.ServerQuery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What answers mean, good ones and bad ones. */
class CloudAnswersTest extends OnTinyCloud {
    private static final String SERVERS = "GET /v2.1/servers/detail";

    @Test
    void retryAfterIsToldInSecondsOrAsADate() {
        tiny.on("POST /v2.1/servers/s1/action", json(429, "", "Retry-After", "12"))
                .on("POST /v2.1/servers/s2/action", json(409, "", "Retry-After", "Tue, 01 Jan 2030 00:01:30 GMT"));

        CloudException seconds = failure(() -> cloud.createImage("s1", "n", Map.of()));
        assertThat(seconds.kind()).isEqualTo(Kind.RETRY_LATER);
        assertThat(seconds.retryAfter()).contains(Duration.ofSeconds(12));
        assertThat(failure(() -> cloud.createImage("s2", "n", Map.of())).retryAfter())
                .contains(Duration.ofSeconds(90));
    }

    @Test
    void quotaComesInTheCloudsWords() {
        knowsTheFlavor()
                .on(
                        BOOT,
                        json(
                                403,
                                "{\"forbidden\": {\"code\": 403, \"message\": \"Quota exceeded for instances: "
                                        + "Requested 4, but already used 8 of 10 instances\"}}"));

        assertThat(failure(() -> cloud.createServers(spec(), 4)))
                .hasMessage("Quota exceeded for instances: Requested 4, but already used 8 of 10 instances"
                        + " (POST compute/servers: 403)")
                .extracting("kind")
                .isEqualTo(Kind.QUOTA);
    }

    @Test
    void theImageIdMayBeTheLastPartOfTheLocation() {
        tiny.on("POST /v2.1/servers/s1/action", json(202, "", "Location", "http://glance.internal:9292/images/abc-1"));

        assertThat(cloud.createImage("s1", "n", Map.of())).isEqualTo("abc-1");
    }

    @Test
    void whatMakesNoSenseIsAClassifiedFailureToo() {
        tiny.on(LIMITS, json(200, "<html>maintenance</html>"))
                .on(SERVERS, json(200, "[]"))
                .on("GET /v2.1/servers/s1", json(200, "{\"server\": {\"id\": \"s1\", \"created\": \"yesterday\"}}"));

        assertThat(failure(cloud::limits)).hasMessageContaining("no JSON");
        assertThat(failure(() -> cloud.servers(ServerQuery.ours()))).hasMessageContaining("no list of servers");
        assertThat(failure(() -> cloud.server("s1")).getMessage())
                .contains("no time where one should be")
                .doesNotContain("yesterday");
    }

    @Test
    void namesAreLookedUpOnceAndForgottenAfterABadRequest() {
        knowsTheFlavor()
                .on("GET /v2.0/networks", json(200, "{\"networks\": [{\"id\": \"n1\", \"name\": \"lan\"}]}"))
                .on(BOOT, json(202, "{}"))
                .on(BOOT, json(202, "{}"))
                .on(BOOT, json(400, "{\"badRequest\": {\"message\": \"Flavor f1 could not be found.\"}}"))
                .on(BOOT, json(202, "{}"));

        cloud.createServers(spec("lan"), 1);
        cloud.createServers(spec("lan"), 1);
        assertThat(tiny.count("GET /v2.0/networks")).isEqualTo(1);
        assertThat(tiny.count("GET /v2.1/flavors/detail")).isEqualTo(1);
        assertThat(failure(() -> cloud.createServers(spec("lan"), 1)).kind()).isEqualTo(Kind.BAD_REQUEST);
        cloud.createServers(spec("lan"), 1);
        assertThat(tiny.count("GET /v2.1/flavors/detail")).isEqualTo(2);
        assertThat(tiny.bodies()).last().asString().contains("\"networks\":[{\"uuid\":\"n1\"}]");
    }

    @Test
    void theInternalUrlIsUsedWhenAskedFor() {
        io.bakehouse.openstack.CloudConfig config = tiny.config(TinyCloud.PASSWORD);
        io.bakehouse.openstack.CloudConfig internal = new io.bakehouse.openstack.CloudConfig(
                config.authUrl(),
                config.credentials(),
                config.region(),
                io.bakehouse.openstack.CloudConfig.Endpoints.INTERNAL,
                config.caCert(),
                true,
                config.bounds());
        try (OpenStackCloud other =
                OpenStackCloud.connect(internal, InstantSource.system(), CallListener.NONE, length -> {})) {
            assertThat(failure(() -> other.servers(ServerQuery.ours())))
                    .hasMessageContaining("no INTERNAL URL of type compute in R1");
        }
    }
}
