package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a sweep does about rollouts. */
class SweepRolloutsTest extends RolloutGiven {
    @Test
    void theSweepLooksAgainAtAnOpenRolloutAndForgetsTheWavesOfAnEndedOne() {
        Image lost = Given.record(open().id(), open().properties(), NOW.minusSeconds(300));
        assertThat(sweep(old(4), List.of(lost))).singleElement().isInstanceOf(SweepAction.Look.class);
        Image ended = record(Map.of(Marks.STATE, Marks.STATE_READY, Marks.ENDED_AT, NOW.toString()));
        Image wave = wave(4, NOW.minusSeconds(600));
        assertThat(sweep(old(4), List.of(ended, wave))).containsExactly(new SweepAction.Forget(wave));
        assertThat(sweep(old(4), List.of(lost, wave))).hasSize(1);
    }

    @Test
    void theSweepExplainsWhatAFailedRolloutLeftHealthyAndNothingElseOfIt() {
        Image failed = record(Map.of(Marks.STATE, Marks.STATE_FAILED, Marks.ENDED_AT, NOW.toString()));
        Server healthy = fresh("n1", ServerStatus.SHUTOFF, Map.of(Marks.HEALTHY_AT, NOW.toString()));
        Server late = fresh("n2", ServerStatus.ACTIVE);
        assertThat(sweep(List.of(healthy, late), List.of(failed)))
                .containsExactly(new SweepAction.SuspectServer(late, NOW));
        Image ready = record(Map.of(Marks.STATE, Marks.STATE_READY, Marks.ENDED_AT, NOW.toString()));
        assertThat(sweep(List.of(healthy, late), List.of(ready))).isEmpty();
    }

    @Test
    void theSweepSuspectsTheYoungestOfMoreThanWanted() {
        Image ready = record(Map.of(Marks.STATE, Marks.STATE_READY, Marks.ENDED_AT, NOW.toString(), Marks.COUNT, "1"));
        Server first = fresh("n1", ServerStatus.ACTIVE);
        Server second = fresh("n2", ServerStatus.ACTIVE);
        assertThat(sweep(List.of(first, second), List.of(ready)))
                .containsExactly(new SweepAction.SuspectServer(second, NOW));
    }

    @Test
    void anEndedRolloutIsForgottenOnceItHasNoServersThoughOthersHave() {
        String old = NOW.minus(SweepBakes.REMEMBERED).minusSeconds(1).toString();
        Image ended = record(Map.of(Marks.STATE, Marks.STATE_FAILED, Marks.ENDED_AT, old));
        Server own = fresh("n1", ServerStatus.ACTIVE, Map.of(Marks.HEALTHY_AT, NOW.toString()));
        assertThat(sweep(old(4), List.of(ended))).containsExactly(new SweepAction.Forget(ended));
        assertThat(sweep(List.of(own), List.of(ended))).isEmpty();
    }
}
