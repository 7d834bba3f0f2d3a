package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.model.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Batches and rollouts whose image is revoked while they are under way. */
class RevokedWorkTest extends OnRollouts {
    private static final String CREATE = "POST compute/servers";

    @Test
    void aBatchAsksForNoMoreServersAndEndsWithNone() {
        given(2, new Rollout(1, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        bakery.cloud.calls().reset();
        boot(5000, after, "many");
        revokeAfter(1);

        assertThat(bakery.cloud.calls().of(CREATE)).isLessThan(50);
        assertThat(end(EventType.BATCH_FAILED).words())
                .isEqualTo("the image " + after + " was revoked meanwhile and is not booted any more: it leaks");
        assertThat(of(after)).isEmpty();
        assertThat(of(before)).hasSize(2);
        assertThat(bakery.open()).isEmpty();
        assertThat(bakery.engine.deadLetters()).isEmpty();
    }

    @Test
    void aRolloutStopsWhereItIs() {
        given(6, new Rollout(2, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        bakery.cloud.calls().reset();
        request("deploy-1", after);
        revokeAfter(1);

        assertThat(bakery.cloud.calls().of(CREATE)).isEqualTo(1);
        assertThat(end(EventType.ROLLOUT_FAILED).words())
                .contains("was revoked meanwhile")
                .contains("it leaks");
        assertThat(of(before)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(bakery.servers()).hasSizeGreaterThanOrEqualTo(6);
        assertNothingLeftBehind();
    }

    @Test
    void whatHasAllItsServersIsNotDisturbed() {
        given(2, new Rollout(1, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        bakery.cloud.calls().reset();
        boot(3, after, "few");
        revokeAfter(1);

        assertThat(end(EventType.BATCH_READY).words()).isEqualTo("3 of 3 servers are active");
        assertThat(of(after)).hasSize(3);
        assertThat(bakery.open()).isEmpty();
    }

    /** The image is revoked after so many calls that create servers; then everything comes to its end. */
    private void revokeAfter(int creates) {
        while (bakery.cloud.calls().of(CREATE) < creates) {
            bakery.engine.runNext();
        }
        RevokeRequested data = new RevokeRequested(after, false, "it leaks", "revoke-1", null, bakery.clock.instant());
        bakery.engine.publish(List.of(Event.of(EventType.REVOKE_REQUESTED, data)));
        bakery.engine.runUntilQuiet(DAY);
    }

    private Ending end(EventType type) {
        List<Ending> ends = bakery.endings().stream()
                .filter(ending -> ending.type().equals(type.wire()))
                .toList();
        return ends.get(ends.size() - 1);
    }
}
