package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.PracticeQuota;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a cloud can do to the first bake. */
class FirstBakeFaultsTest extends OnVirtualBakery {
    @Test
    void aSnapshotThatNovaGivesUpEndsTheBakeWithNovasWords() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.cloud.faults().plant("node-01", "failsnap");
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.ends()).containsExactly(EventType.BAKE_FAILED);
        assertThat(bakery.endings().get(0).words()).contains("vanished").containsOnlyOnce("Nova says");
        assertNothingLeftBehind(0, 0);
    }

    @Test
    void anImageThatStaysQueuedEndsAtTheDeadlineAndIsRemoved() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.cloud.faults().plant("node-01", "losesnap");
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR.multipliedBy(2));

        assertThat(bakery.ends()).containsExactly(EventType.BAKE_FAILED);
        assertThat(bakery.endings().get(0).words()).contains("still QUEUED after 60 min");
        assertNothingLeftBehind(0, 0);
    }

    @Test
    void theImageThatARefusedSnapshotLeavesBehindIsSweptAway() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.cloud.faults().next("POST compute/servers/{id}/action", 1, Fault.orphaned());
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);
        bakery.sweep(3);

        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.BATCH_READY);
        assertNothingLeftBehind(1, 4);
    }

    @Test
    void aLostAnswerToTheSnapshotRequestMakesNoSecondImage() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.cloud.faults().next("POST compute/servers/{id}/action", 1, Fault.answerLost());
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.cloud.calls().of("POST compute/servers/{id}/action")).isEqualTo(1);
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.BATCH_READY);
        assertNothingLeftBehind(1, 4);
    }

    @Test
    void aLostAnswerToABootMakesNoSecondServer() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.cloud.faults().next("POST compute/servers", 1, Fault.answerLost());
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.BATCH_READY);
        assertThat(bakery.cloud.calls().of("POST compute/servers")).isEqualTo(1);
        assertNothingLeftBehind(1, 4);
    }

    @Test
    void aServerInErrorIsReplaced() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.cloud.faults().plant("web-*-2", "failboot");
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.BATCH_READY);
        assertNothingLeftBehind(1, 4);
    }

    @Test
    void tooManyServersInErrorEndTheBatchWithNovasFaultAndNoServer() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.cloud.faults().plant("web-*", "failboot");
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.BATCH_FAILED);
        assertThat(bakery.endings().get(1).words()).contains("went to ERROR").contains("Nova says: ");
        assertNothingLeftBehind(1, 0);
    }

    @Test
    void anExhaustedQuotaIsSaidInWords() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.cloud.quotas().set(bakery.cloud.site().project("demo"), PracticeQuota.servers(3));
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.BATCH_FAILED);
        assertThat(bakery.endings().get(1).words())
                .isEqualTo("4 servers are wanted, 2 more are allowed, so 2 are missing: ask for 2 or raise the quota");
        assertThat(bakery.cloud.calls().of("POST compute/servers")).isZero();
        assertNothingLeftBehind(1, 0);
    }

    @Test
    void aServerThatNeverBootsEndsTheBatchAtItsDeadline() {
        bakery.cloud.addConvergedServer("node-01");
        bakery.cloud.faults().plant("web-*-3", "hangboot");
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.BATCH_FAILED);
        assertThat(bakery.endings().get(1).words()).contains("only 3 of 4 servers were active at the deadline");
        assertNothingLeftBehind(1, 0);
    }

    @Test
    void aCloudThatIsDownForMinutesDelaysTheBakeAndLosesNothing() {
        bakery.cloud.addConvergedServer("node-01");
        Instant back = bakery.clock.instant().plus(Duration.ofMinutes(4));
        bakery.cloud.faults().add(call -> call.at().isBefore(back) ? Fault.down() : Fault.NONE);
        bakery.converged("node-01", "run-1");
        bakery.engine.runUntilQuiet(HOUR);

        assertThat(bakery.engine.deadLetters()).isEmpty();
        assertThat(bakery.ends()).containsExactly(EventType.IMAGE_PROMOTED, EventType.BATCH_READY);
        assertNothingLeftBehind(1, 4);
    }
}
