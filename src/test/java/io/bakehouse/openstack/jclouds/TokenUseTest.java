package io.bakehouse.openstack.jclouds;

import static io.bakehouse.openstack.jclouds.TinyCloud.TOKENS;
import static io.bakehouse.openstack.jclouds.TinyCloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Getting in: tokens that end, passwords that are wrong, and what nobody may see of either. */
class TokenUseTest extends OnTinyCloud {
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
    void whatWasDroppedIsMadeAnewByTheNextCall() {
        tiny.on(LIMITS, json(200, GOOD_LIMITS)).on(LIMITS, json(200, GOOD_LIMITS));
        cloud.prepare();
        assertThat(tiny.count(TOKENS)).isZero();
        cloud.limits();

        cloud.drop();
        assertThat(tiny.count(TOKENS)).isEqualTo(1);

        assertThat(cloud.limits().maxServers()).isEqualTo(10);
        assertThat(tiny.tokens()).startsWith("token-1").endsWith("token-2");
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
}
