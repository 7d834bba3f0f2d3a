package io.bakehouse.openstack.jclouds;

import static io.bakehouse.openstack.jclouds.TinyCloud.TOKENS;
import static io.bakehouse.openstack.jclouds.TinyCloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.CloudException.Kind;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.program.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which calls are sent again, which are not, and when one is cut off. */
class RepeatedCallsTest extends OnTinyCloud {
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
    void aReadThatIsAskedToWaitLongIsLeftToTheQueue() {
        tiny.on(LIMITS, json(503, UNAVAILABLE, "Retry-After", "30"));

        assertThat(failure(cloud::limits).retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(tiny.count(LIMITS)).isEqualTo(1);
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
