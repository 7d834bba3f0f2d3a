package io.bakehouse.openstack.jclouds;

import static io.bakehouse.openstack.jclouds.TinyCloud.TOKENS;
import static io.bakehouse.openstack.jclouds.TinyCloud.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.CallListener.Call;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.program.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent, how often, and what becomes of bad answers, against a real HTTP server. */
@Timeout(600)
class OpenStackCloudTest {
    private static final String LIMITS = "GET /v2.1/limits";
    private static final String SERVERS = "GET /v2.1/servers/detail";
    private static final String BOOT = "POST /v2.1/servers";
    private static final String GOOD_LIMITS =
            "{\"limits\": {\"absolute\": {\"maxTotalInstances\": 10, \"totalInstancesUsed\": 3}}}";
    private static final String UNAVAILABLE = "{\"message\": \"down for the night\"}";

    private final TinyCloud tiny = new TinyCloud();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    private final List<Call> calls = new ArrayList<>();
    private final OpenStackCloud cloud = tiny.connect(now::get, calls::add);

    @AfterEach
    void close() {
        cloud.close();
        tiny.close();
    }

    @Test
    void connectingSendsNothing() {
        assertThat(tiny.seen()).isEmpty();
    }

    @Test
    void aReadIsRepeatedAfterAServerError() {
        tiny.on(LIMITS, json(503, UNAVAILABLE)).on(LIMITS, json(502, "")).on(LIMITS, json(200, GOOD_LIMITS));

        assertThat(cloud.limits().maxServers()).isEqualTo(10);
        assertThat(tiny.count(LIMITS)).isEqualTo(3);
        assertThat(calls)
                .extracting(call -> call.line() + " " + call.status())
                .containsExactly(
                        "POST identity/v3/auth/tokens 201",
                        "GET compute/limits 503",
                        "GET compute/limits 502",
                        "GET compute/limits 200");
    }

    @Test
    void aReadIsRepeatedTwiceAtMost() {
        tiny.on(LIMITS, json(503, UNAVAILABLE));

        assertThat(failure(cloud::limits))
                .hasMessage("down for the night (GET compute/limits: 503)")
                .extracting("kind")
                .isEqualTo(Kind.RETRY_LATER);
        assertThat(tiny.count(LIMITS)).isEqualTo(3);
    }

    @Test
    void aReadIsRepeatedWhenTheConnectionBreaks() {
        tiny.on(LIMITS, TinyCloud.nothing()).on(LIMITS, json(200, GOOD_LIMITS));

        assertThat(cloud.limits().usedServers()).isEqualTo(3);
    }

    @Test
    void aPostIsSentOnceWhateverTheServerSays() {
        for (int status : new int[] {500, 502, 503, 504}) {
            tiny.on("POST /v2.1/servers/s" + status + "/metadata", json(status, UNAVAILABLE, "Retry-After", "7"));

            CloudException failure = failure(() -> cloud.markServer("s" + status, Map.of("a", "b")));
            assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN_OUTCOME);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(tiny.count("POST /v2.1/servers/s" + status + "/metadata"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aBootWhoseConnectionBreaksHasAnUnknownOutcome() {
        knowsTheFlavor().on(BOOT, TinyCloud.nothing());

        assertThat(failure(() -> cloud.createServers(spec(), 4)).kind()).isEqualTo(Kind.UNKNOWN_OUTCOME);
        assertThat(tiny.count(BOOT)).isEqualTo(1);
    }

    @Test
    void aBootThatHangsIsCutOffAndHasAnUnknownOutcome() {
        knowsTheFlavor().on(BOOT, exchange -> pause(Duration.ofMinutes(5)));

        try (OpenStackCloud hasty = tiny.connectInHaste(now::get)) {
            assertThat(failure(() -> hasty.createServers(spec(), 4)))
                    .hasMessageContaining("no answer within 2000 ms")
                    .extracting("kind")
                    .isEqualTo(Kind.UNKNOWN_OUTCOME);
        }
        assertThat(tiny.count(BOOT)).isEqualTo(1);
    }

    @Test
    void anAnswerThatTricklesForEverIsCutOff() {
        tiny.on(LIMITS, json(200, GOOD_LIMITS)).on("GET /v2/images/i1", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause(Duration.ofMillis(50));
            }
        });

        try (OpenStackCloud hasty = tiny.connectInHaste(now::get)) {
            assertThat(failure(() -> hasty.image("i1")).kind()).isEqualTo(Kind.RETRY_LATER);
        }
    }

    @Test
    void deletesAndPatchesAreNotRepeatedEither() {
        tiny.on("DELETE /v2.1/servers/s1", json(500, "")).on("PATCH /v2/images/i1", json(500, ""));

        assertThat(failure(() -> cloud.deleteServer("s1")).kind()).isEqualTo(Kind.UNKNOWN_OUTCOME);
        assertThat(failure(() -> cloud.updateImage("i1", ImageChange.mark(Map.of())))
                        .kind())
                .isEqualTo(Kind.UNKNOWN_OUTCOME);
        assertThat(tiny.seen())
                .filteredOn(line -> !line.equals(TOKENS))
                .containsExactly("DELETE /v2.1/servers/s1", "PATCH /v2/images/i1");
    }

    @Test
    void aBootThatWasNeverSentMayBeTriedLater() {
        knowsTheFlavor();
        cloud.limits();
        tiny.close();

        // For a moment the connection that was kept from before may seem to be good, and then nobody knows what was
        // sent.
        AtomicReference<CloudException> failure = new AtomicReference<>();
        Patience.until(() -> {
            failure.set(failure(() -> cloud.markServer("s1", Map.of("a", "b"))));
            return failure.get().getMessage().contains("no connection to 127.0.0.1:");
        });
        assertThat(failure.get()).extracting("kind").isEqualTo(Kind.RETRY_LATER);
    }

    @Test
    void aCloudThatIsDownIsFoundOutAtTheFirstCallOnly() {
        tiny.close();

        assertThat(failure(cloud::limits)).extracting("kind").isEqualTo(Kind.RETRY_LATER);
        assertThat(failure(() -> cloud.deleteImage("i1"))).extracting("kind").isEqualTo(Kind.RETRY_LATER);
    }

    @Test
    void keystoneComesBackAndAllIsWell() {
        tiny.on(TOKENS, json(503, ""))
                .on(TOKENS, json(503, ""))
                .on(TOKENS, json(503, ""))
                .on(TOKENS, tiny.token(Duration.ofHours(1)))
                .on(LIMITS, json(200, GOOD_LIMITS));

        assertThat(failure(cloud::limits).kind()).isEqualTo(Kind.RETRY_LATER);
        assertThat(cloud.limits().maxServers()).isEqualTo(10);
    }

    @Test
    void aTokenThatEndedInMidStepIsRenewedOnce() {
        tiny.on(BOOT, json(401, "")).on(BOOT, json(202, "{}"));
        knowsTheFlavor();

        cloud.createServers(spec(), 2);

        assertThat(tiny.count(TOKENS)).isEqualTo(2);
        assertThat(tiny.count(BOOT)).isEqualTo(2);
        assertThat(tiny.tokens()).startsWith("token-1").endsWith("token-2");
        assertThat(tiny.bodies()).last().asString().contains("\"min_count\":2,\"max_count\":2");
    }

    @Test
    void aTokenIsNotRenewedTwice() {
        tiny.on(LIMITS, json(401, "{\"message\": \"who are you\"}"));

        assertThat(failure(cloud::limits).kind()).isEqualTo(Kind.NOT_OURS);
        assertThat(tiny.count(TOKENS)).isEqualTo(2);
        assertThat(tiny.count(LIMITS)).isEqualTo(2);
    }

    @Test
    void manyThreadsRenewATokenTogether() throws Exception {
        for (int i = 0; i < 8; i++) {
            tiny.on(LIMITS, json(200, GOOD_LIMITS));
        }
        cloud.limits();
        CountDownLatch go = new CountDownLatch(1);
        tiny.on("GET /v2/images/i1", exchange -> {
            boolean old = exchange.getRequestHeaders().getFirst("X-Auth-Token").equals("token-1");
            json(old ? 401 : 404, "").to(exchange);
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> looks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                looks.add(threads.submit(() -> {
                    go.await();
                    return cloud.image("i1").isEmpty();
                }));
            }
            go.countDown();
            for (Future<Boolean> look : looks) {
                assertThat(look.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(tiny.count(TOKENS)).isEqualTo(2);
    }

    @Test
    void aTokenNearItsEndIsNotUsedAnyMore() {
        tiny.on(LIMITS, json(200, GOOD_LIMITS));

        cloud.limits();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(53)));
        cloud.limits();
        assertThat(tiny.count(TOKENS)).isEqualTo(1);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
        cloud.limits();
        assertThat(tiny.tokens()).containsExactly("token-1", "token-1", "token-2");
    }

    @Test
    void aWrongPasswordIsOneClearLineAndAskedOnce() {
        tiny.on(
                TOKENS,
                json(401, "{\"error\": {\"message\": \"The request you have made requires authentication.\"}}"));

        assertThat(failure(cloud::limits))
                .hasMessage("Keystone at " + tiny.url() + "/v3 does not let user 'ada' in project 'demo' in (401): "
                        + "check names, domains and password in OS_* or clouds.yaml")
                .extracting("kind")
                .isEqualTo(Kind.NOT_OURS);
        assertThat(tiny.count(TOKENS)).isEqualTo(1);
    }

    @Test
    void thePasswordMayBeCorrectedByTheCloudLater() {
        tiny.on(TOKENS, json(401, ""))
                .on(TOKENS, tiny.token(Duration.ofHours(1)))
                .on(LIMITS, json(200, GOOD_LIMITS));

        assertThat(failure(cloud::limits).kind()).isEqualTo(Kind.NOT_OURS);
        assertThat(cloud.limits().maxServers()).isEqualTo(10);
    }

    @Test
    void noSecretIsInAnyWords() {
        String all = "{\"message\": \"bad " + TinyCloud.PASSWORD + " token-1 gAAAAABlabla-_x= end\"}";
        tiny.on(LIMITS, json(400, all)).on("POST /v2.1/servers/s1/metadata", json(500, all));

        for (CloudException failure :
                List.of(failure(cloud::limits), failure(() -> cloud.markServer("s1", Map.of("k", "v"))))) {
            assertThat(failure.getMessage()).startsWith("bad [secret] [secret] [token] end");
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause)).doesNotContain(TinyCloud.PASSWORD, "token-1", "gAAAAA");
            }
        }
    }

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
    void aReadThatIsAskedToWaitLongIsLeftToTheQueue() {
        tiny.on(LIMITS, json(503, UNAVAILABLE, "Retry-After", "30"));

        assertThat(failure(cloud::limits).retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(tiny.count(LIMITS)).isEqualTo(1);
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

    @Test
    void whatMakesNoSenseIsAClassifiedFailureToo() {
        tiny.on(LIMITS, json(200, "<html>maintenance</html>"))
                .on(SERVERS, json(200, "[]"))
                .on("GET /v2.1/servers/s1", json(200, "{\"server\": {\"id\": \"s1\", \"created\": \"yesterday\"}}"));

        assertThat(failure(cloud::limits)).hasMessageContaining("no JSON");
        assertThat(failure(() -> cloud.servers(ServerQuery.ours()))).hasMessageContaining("no list of servers");
        assertThat(failure(() -> cloud.server("s1")).getMessage())
                .contains("Times.java")
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

    private TinyCloud knowsTheFlavor() {
        return tiny.on(LIMITS, json(200, GOOD_LIMITS))
                .on(
                        "GET /v2.1/flavors/detail",
                        json(
                                200,
                                "{\"flavors\": [{\"id\": \"f1\", \"name\": \"small\","
                                        + " \"ram\": 64, \"disk\": 1, \"vcpus\": 1, \"links\": []}]}"));
    }

    private static ServerSpec spec() {
        return spec("none");
    }

    private static ServerSpec spec(String network) {
        return new ServerSpec("n", "i", "small", network, null, List.of(), null, null, Map.of(), List.of());
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

    private static CloudException failure(ThrowingCallable call) {
        CloudException failure = catchThrowableOfType(CloudException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain("\n", TinyCloud.PASSWORD);
        return failure;
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
