package io.bakehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.SnapshotStarted;
import io.bakehouse.model.SweepRequested;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Event SNAPSHOT = Event.of(
            EventType.SNAPSHOT_STARTED, new SnapshotStarted("web", "web-b", "i", "s", NOW, NOW, null, 3, true), 3);

    @Test
    void whatNamesABakeIsToldOfTheBakeAndDoesNotEndIt() {
        Event image = Event.of(EventType.IMAGE_READY, new ImageReady("web", "web-b", "i", NOW, 12));

        Event ending = end(SNAPSHOT, 0);
        assertThat(ending).isEqualTo(end(image, 0));
        assertThat(ending.data())
                .isEqualTo(Ending.ofBake(EventType.EVENT_FAILED, "web", "web-b", "i", "the cloud is down", NOW));
    }

    /** Seed 158: watch-canary was a dead letter, so the bake had failed, and then the sweep brought it to its promotion. */
    @Test
    void theBakesOwnEndIsAnotherEvent() {
        Ending failed = Ending.ofBake(EventType.BAKE_FAILED, "web", "web-b", "i", "the cloud is down", NOW);
        assertThat(end(SNAPSHOT, 0).id()).isNotEqualTo(failed.event().id());
    }

    /** The sweep has looks made every five minutes, and one that nobody can make is not news every five minutes. */
    @Test
    void looksOfOneFunctionThatAreGivenUpAreOneEvent() {
        Event later = Event.of(EventType.SNAPSHOT_STARTED, SNAPSHOT.data(), "of the sweep");
        assertThat(end(SNAPSHOT, 0).id()).isEqualTo(end(later, 0).id());
        assertThat(Endings.of("another", SNAPSHOT, "the cloud is down", 0, NOW)
                        .orElseThrow()
                        .id())
                .isNotEqualTo(end(SNAPSHOT, 0).id());
    }

    /** Seed 161: the batch had failed because Keystone refused two tokens, and was ready when the sweep looked. */
    @Test
    void whatNamesABatchOrRolloutIsToldOfIt() {
        Event requested = Event.of(EventType.BATCH_REQUESTED, new BatchRequested("web", "web-t", "i", 4, "c", NOW));
        Event started =
                Event.of(EventType.BATCH_STARTED, new BatchStarted("web", "web-t", "i", 4, NOW, NOW, 0, null, 2, true));
        Event rollout =
                Event.of(EventType.ROLLOUT_REQUESTED, new RolloutRequested("web", "web-r", "i", "c", null, NOW));
        RolloutStarted data = new RolloutStarted("web", "web-r", "i", 4, 1, NOW, NOW, 2, NOW, NOW, null, null, 7, true);

        assertThat(end(requested, 0)).isEqualTo(end(started, 0));
        assertThat(end(rollout, 0)).isEqualTo(end(Event.of(EventType.ROLLOUT_STARTED, data), 0));
        for (Event event : List.of(requested, rollout)) {
            assertThat(end(event, 0).type()).isEqualTo(EventType.EVENT_FAILED);
            assertThat(((Ending) end(event, 0).data()).batch())
                    .isEqualTo(event.data().subject());
        }
    }

    @Test
    void anythingElseIsAnEventThatFailed() {
        ConfigRun run = new ConfigRun("puppet", "r", RunStatus.CHANGED, null, null, null, 1, null, "web", null, NOW);
        Event ending = end(Event.of(EventType.CONFIG_RUN_FINISHED, run), 0);

        assertThat(ending.type()).isEqualTo(EventType.EVENT_FAILED);
        assertThat(((Ending) ending.data()).cause()).isEqualTo("puppet:r");
        assertThat(((Ending) ending.data()).family()).isEqualTo("web");
    }

    @Test
    void aCommandThatIsGivenUpWasNotRefused() {
        RollbackRequested data = new RollbackRequested("web", "i", null, "rollback-1", null, NOW);
        Event first = Event.of(EventType.ROLLBACK_REQUESTED, data);
        Event again = Event.of(EventType.ROLLBACK_REQUESTED, data, "from the sweep");
        Event revoke =
                Event.of(EventType.REVOKE_REQUESTED, new RevokeRequested("i", true, "leaked", "revoke-1", null, NOW));
        Event retire = Event.of(EventType.RETIRE_REQUESTED, new RetireRequested("web", "retire-1", null, NOW));

        assertThat(end(first, 0)).isEqualTo(end(again, 0));
        for (Event event : List.of(first, revoke, retire)) {
            assertThat(end(event, 0).type()).isEqualTo(EventType.EVENT_FAILED);
            assertThat(((Ending) end(event, 0).data()).cause())
                    .isEqualTo(event.data().subject());
        }
    }

    @Test
    void twoSweepsThatFailAreTwoEvents() {
        Event first = Event.of(EventType.SWEEP_REQUESTED, new SweepRequested(NOW), NOW);
        Event second = Event.of(EventType.SWEEP_REQUESTED, new SweepRequested(NOW), NOW.plusSeconds(300));

        assertThat(end(first, 0).id())
                .isEqualTo(end(first, 0).id())
                .isNotEqualTo(end(second, 0).id());
    }

    @Test
    void aSecondDeathAfterARedriveIsNews() {
        assertThat(end(SNAPSHOT, 1).id())
                .isEqualTo(end(SNAPSHOT, 1).id())
                .isNotEqualTo(end(SNAPSHOT, 0).id());
    }

    @Test
    void whatHasEndedDoesNotEndAgain() {
        Event ready = Ending.ofBake(EventType.IMAGE_PROMOTED, "web", "web-b", "i", "done", NOW)
                .event();

        assertThat(Endings.of("notify", ready, "the receiver is away", 0, NOW)).isEmpty();
    }

    private static Event end(Event event, int round) {
        return Endings.of("watch", event, "the cloud is down", round, NOW).orElseThrow();
    }
}
