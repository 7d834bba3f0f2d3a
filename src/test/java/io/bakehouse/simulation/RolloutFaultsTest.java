package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.SweepRequested;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.FaultRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What can go wrong while servers are replaced, on the real functions and virtual time. */
class RolloutFaultsTest extends OnRollouts {
    @Test
    void aWaveInErrorStopsItAndTakesOnlyTheBrokenOnesAway() {
        given(10, new Rollout(3, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        request("deploy-1", after);
        while (bakery.cloud.calls().of("POST compute/servers") < 3) {
            bakery.engine.runNext();
        }
        // The second wave has been asked for; whatever boots from now on fails.
        bakery.cloud.faults().plant("web-*", "failboot");
        bakery.engine.runUntilQuiet(DAY);
        bakery.cloud.faults().plant("web-*", "");
        request("deploy-2", after);
        bakery.engine.runUntilQuiet(DAY);

        List<Ending> ends = bakery.endings();
        Ending failed = ends.get(ends.size() - 2);
        assertThat(failed.type()).isEqualTo(EventType.ROLLOUT_FAILED.wire());
        assertThat(failed.words())
                .contains("of 10 servers were replaced", "old ones remain", "went to ERROR; Nova says: ")
                .contains("ask for the rollout again");
        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FINISHED.wire());
        assertThat(of(before)).isEmpty();
        assertNothingLeftBehind();
    }

    @Test
    void serversThatDoNotAnswerStopItAtTheDeadlineOfTheirWave() {
        given(5, new Rollout(2, 0, Duration.ofMinutes(5)), List.of(), Map.of());
        // The first servers of the rollout get these addresses.
        probe.silence("10.77.0.9", PORT).silence("10.77.0.10", PORT);
        rollOut("deploy-1");

        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FAILED.wire());
        assertThat(lastEnd().words())
                .contains("new servers were not healthy in time (HTTP 200 from port 80/health)")
                .contains("5 servers were replaced");
        assertThat(bakery.servers()).allMatch(server -> server.status() == ServerStatus.ACTIVE);
        assertThat(bakery.servers().size()).isBetween(5, 7);
        assertNothingLeftBehind();
    }

    @Test
    void anExhaustedQuotaAtAnyCreateEndsItInWordsAndLeavesWhatIsHealthy() {
        for (int create = 0; create < 4; create++) {
            // With one that may be missing it takes three waves.
            for (int unavailable : create < 3 ? List.of(0, 1) : List.of(0)) {
                violations.clear();
                given(4, new Rollout(1, unavailable, Duration.ofMinutes(5)), List.of(), Map.of());
                bakery.cloud.faults().add(FaultRule.counted("POST compute/servers", create, 1, Fault.refused(413)));
                rollOut("deploy-1");

                boolean done = unavailable > 0;
                assertThat(lastEnd().type())
                        .as("create %d: %s", create, lastEnd().words())
                        .isEqualTo((done ? EventType.ROLLOUT_FINISHED : EventType.ROLLOUT_FAILED).wire());
                assertThat(lastEnd().words()).contains("quota");
                assertThat(of(before)).hasSize(done ? 0 : 4 - create);
                assertThat(of(after)).hasSize(done ? 4 : create);
                assertNothingLeftBehind();
            }
        }
    }

    @Test
    void anInterruptionBeforeOrAfterAnyCloudCallChangesNothing() {
        for (Fault fault : List.of(Fault.answerLost(), Fault.down())) {
            for (Map<String, String> metadata : List.of(Map.<String, String>of(), Map.of("n", Recipe.Batch.SLOT))) {
                AtomicInteger dies = new AtomicInteger();
                atAnyCall(metadata, dies, call -> call == dies.get() ? fault : Fault.NONE);
            }
        }
    }

    @Test
    void twoWhoLookAtTheSameMomentDoNoMoreThanOne() {
        AtomicInteger at = new AtomicInteger();
        atAnyCall(Map.of(), at, call -> {
            if (call == at.get()) {
                lookMeanwhile();
            }
            return Fault.NONE;
        });
    }

    /** One rollout for each of the cloud calls that a rollout makes, on which the rule is asked with the call's number. */
    private void atAnyCall(Map<String, String> metadata, AtomicInteger current, IntFunction<Fault> rule) {
        int calls = 1;
        for (int call = 0; call < calls; call++) {
            violations.clear();
            current.set(call);
            given(3, new Rollout(2, 0, Duration.ofMinutes(15)), List.of(), metadata);
            AtomicInteger seen = new AtomicInteger();
            bakery.cloud.faults().add(any -> rule.apply(seen.getAndIncrement()));
            rollOut("deploy-1");
            // What the test itself asks from here on is not meant.
            calls = Math.max(calls, seen.getAndSet(Integer.MIN_VALUE));

            assertThat(lastEnd().type())
                    .as("call %d: %s", call, lastEnd().words())
                    .isEqualTo(EventType.ROLLOUT_FINISHED.wire());
            assertAllReplaced();
            assertThat(bakery.engine.deadLetters()).isEmpty();
            assertThat(violations).as("call %d", call).isEmpty();
        }
        assertThat(calls).isGreaterThan(30);
    }

    /** Somebody else gets the same event, and is done before the one who makes the present call goes on. */
    private void lookMeanwhile() {
        List<Event> looks = bakery.engine.published(EventType.ROLLOUT_STARTED);
        Functions other = new Functions(
                bakery.cloud.cloud(),
                new Recipes(List.of(recipe(policy, List.of(), Map.of()))),
                bakery.clock,
                bakery.sent::add,
                probe);
        try {
            if (!looks.isEmpty()) {
                bakery.engine.publish(other.invoke(
                        "watch-rollout", looks.get(looks.size() - 1).data()));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sweepsInBetweenChangeNothing() {
        given(6, new Rollout(2, 1, Duration.ofMinutes(15)), List.of(), Map.of());
        request("deploy-1", after);
        for (int i = 0; i < 120; i++) {
            Event sweep = Event.of(
                    EventType.SWEEP_REQUESTED, new SweepRequested(bakery.clock.instant()), bakery.clock.instant());
            bakery.engine.publish(List.of(sweep));
            bakery.engine.runFor(Duration.ofSeconds(10));
        }
        bakery.engine.runUntilQuiet(DAY);
        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FINISHED.wire());
        assertAllReplaced();
        assertNothingLeftBehind();
    }

    @Test
    void aLostLookIsTakenUpByTheSweep() {
        given(4, new Rollout(2, 0, Duration.ofMinutes(15)), List.of(), Map.of());
        VirtualEngine lossy = bakery.engine;
        request("deploy-1", after);
        while (bakery.cloud.calls().of("POST compute/servers") < 2) {
            lossy.runNext();
        }
        lossy.lose(EventType.ROLLOUT_STARTED);
        bakery.sweep(12);

        assertThat(lastEnd().type()).isEqualTo(EventType.ROLLOUT_FINISHED.wire());
        assertAllReplaced();
        assertNothingLeftBehind();
    }
}
