package io.bakehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.contract.Bench;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.openstack.CloudException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The half of a delivery that all engines share; {@code promote} has three attempts, 40 and 80 ms apart. */
class AttemptTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final InstantSource CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final int DEATHS = 4;
    private static final Event READY = Bench.imageReady("web-1");
    private static final String OF_A_NEWER_VERSION =
            "{\"id\":\"e1\",\"type\":\"io.bakehouse.server.painted\",\"data\":{}}";

    private final Bench bench = new Bench();
    private final Attempt attempt = new Attempt(Bench.table().row("promote"), bench, Listeners.NONE, CLOCK, DEATHS);

    private Attempt.Outcome take(String body, int failures, int begun) throws InterruptedException {
        Attempt.Outcome outcome = attempt.take(new Attempt.Arrival("e1", body, failures, begun, 0));
        attempt.tell(outcome);
        return outcome;
    }

    private static String body(Event event) {
        return new String(EventCodec.write(event, NOW), StandardCharsets.UTF_8);
    }

    @Test
    void whatAFunctionReturnsIsToBePublished() throws Exception {
        bench.on("promote", data -> List.of(Bench.promoted()));

        assertThat(take(body(READY), 0, 1))
                .isEqualTo(new Attempt.Done(READY, List.of(Bench.promoted()), Duration.ZERO));
    }

    @Test
    void aFailureComesAgainUntilItHasHadItsAttempts() throws Exception {
        bench.failFirst("promote", 9, new CloudException(CloudException.Kind.RETRY_LATER, "busy"));

        assertThat(take(body(READY), 0, 1))
                .isEqualTo(new Attempt.Again(READY, Duration.ofMillis(40), 1, "promote: busy"));
        assertThat(take(body(READY), 1, 1))
                .isEqualTo(new Attempt.Again(READY, Duration.ofMillis(80), 2, "promote: busy"));
        Attempt.Dead dead = (Attempt.Dead) take(body(READY), 2, 1);
        assertThat(dead.reason()).isEqualTo("promote was given up after 3 attempts: busy");
        assertThat(dead.ending().orElseThrow().type()).isEqualTo(EventType.EVENT_FAILED);
    }

    @Test
    void anEventThatEndsTheProcessAgainAndAgainIsGivenUpUnread() throws Exception {
        assertThat(take(body(READY), 0, DEATHS)).isInstanceOf(Attempt.Done.class);

        Attempt.Dead dead = (Attempt.Dead) take(body(READY), 0, DEATHS + 1);

        assertThat(dead.reason()).contains("the process ended 4 times");
        assertThat(bench.runs("promote")).hasSize(1);
    }

    @Test
    void whatIsNoEventIsGivenUpAtOnce() throws Exception {
        Attempt.Dead dead = (Attempt.Dead) take("poison", 0, 1);

        assertThat(dead.event()).isNull();
        assertThat(dead.ending().orElseThrow().type()).isEqualTo(EventType.EVENT_FAILED);
        assertThat(((Ending) dead.ending().get().data()).words()).contains("it is no JSON");
    }

    /** While versions change, a process of the newer one shares the queue and will read it. */
    @Test
    void aTypeOfANewerVersionWaitsForIt() throws Exception {
        Attempt.Again again = (Attempt.Again) take(OF_A_NEWER_VERSION, 0, 1);
        assertThat(again.pause()).isEqualTo(Duration.ofMillis(40));
        assertThat(again.reason()).contains("io.bakehouse.server.painted", "does not know that type");

        Attempt.Dead dead = (Attempt.Dead) take(OF_A_NEWER_VERSION, 2, 1);
        assertThat(dead.ending().orElseThrow().type()).isEqualTo(EventType.EVENT_FAILED);
        assertThat(bench.runs("promote")).isEmpty();
    }

    @Test
    void whatTheRowDoesNotEmitAndWhatIsTooLargeIsNotPublished() throws Exception {
        bench.on("promote", data -> List.of(Bench.configRun(1)));
        assertThat(take(body(READY), 2, 1)).isInstanceOf(Attempt.Dead.class);

        bench.on("bake", data -> List.of(Bench.imageReady("b1"), Bench.large(EventCodec.LARGEST)));
        Attempt bake = new Attempt(Bench.table().row("bake"), bench, Listeners.NONE, CLOCK, DEATHS);
        Attempt.Dead dead = (Attempt.Dead) bake.take(new Attempt.Arrival("e2", body(Bench.configRun(1)), 0, 1, 0));
        assertThat(dead.reason()).contains("too large");
    }
}
