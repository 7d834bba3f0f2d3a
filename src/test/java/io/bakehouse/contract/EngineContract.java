package io.bakehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.engine.DeadLetter;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.EventTooLargeException;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.ImageReady;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.program.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What functions may rely on, whichever engine moves their events. Every engine has a subclass of this. The functions
 * are those of {@link Bench#TABLE}; what they do is set per test.
 */
public abstract class EngineContract {
    /** Engines count whole milliseconds, each on its own. */
    private static final Duration ROUNDING = Duration.ofMillis(2);
    /** Longer than a loaded machine stands still, so that what comes after comes first. */
    private static final Duration LATER = Duration.ofSeconds(3);
    /** Longer than an engine takes to stop. */
    private static final Duration AFTER_THE_STOP = Duration.ofSeconds(8);

    private final Bench bench = new Bench();
    private Engine engine;

    /** Starts the engine, again on the same storage when a test stops and starts it. */
    protected abstract Engine start(FunctionTable table, Bench bench);

    /**
     * Starts a process that publishes {@link Bench#configRun} events numbered from 0 on this test's storage and prints
     * each number once it is accepted, until it is killed. Nothing has been started on that storage yet.
     */
    protected abstract Process startPublishing() throws Exception;

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    private Engine started() {
        engine = start(Bench.table(), bench);
        return engine;
    }

    /** Waits for so many dead letters: an engine may show one a moment after its terminal event has arrived. */
    private List<DeadLetter> dead(int count) {
        Bench.await(() -> engine.deadLetters(10).size() >= count);
        List<DeadLetter> dead = engine.deadLetters(10);
        assertThat(dead).hasSize(count);
        return dead;
    }

    @Test
    void anEventGoesToTheFunctionWhoseTriggerNamesItsType() {
        started().publish(List.of(Bench.imageReady("b1")));

        bench.awaitRuns("promote", 1);
        assertThat(bench.data("promote")).containsExactly(Bench.imageReady("b1").data());
        assertThat(bench.runs("bake")).isEmpty();
    }

    @Test
    void anEventGoesToEveryFunctionThatNamesItsType() {
        started().publish(List.of(Bench.configRun(1)));

        bench.awaitRuns("bake", 1);
        bench.awaitRuns("audit", 1);
    }

    @Test
    void anEventThatNobodyWaitsForIsAcceptedAndForgotten() {
        Instant now = Instant.now();
        BatchRequested data = new BatchRequested("web", "web-1", "i", 1, "c", now);
        started().publish(List.of(Event.of(EventType.BATCH_REQUESTED, data), Bench.imageReady("b1")));

        bench.awaitRuns("promote", 1);
        assertThat(engine.deadLetters(10)).isEmpty();
    }

    @Test
    void whatAFunctionReturnsIsPublished() {
        bench.on("bake", data -> List.of(Bench.imageReady("b1"), Bench.imageReady("b2"), Bench.imageReady("b3")));
        started().publish(List.of(Bench.configRun(1)));

        bench.awaitRuns("promote", 3);
    }

    @Test
    void whatAFunctionReturnsIsPublishedAltogetherOrNotAtAll() {
        bench.on("bake", data -> List.of(Bench.imageReady("b1"), Bench.large(EventCodec.LARGEST)));
        started().publish(List.of(Bench.configRun(1)));

        bench.awaitRuns("tell", 1);
        assertThat(((Ending) bench.data("tell").get(0)).words()).contains("too large", "65536");
        assertThat(bench.runs("promote")).isEmpty();
    }

    @Test
    void aFunctionMayNotReturnWhatItsRowDoesNotEmit() {
        bench.on("promote", data -> List.of(Bench.configRun(7)));
        started().publish(List.of(Bench.imageReady("b1")));

        bench.awaitRuns("tell", 1);
        assertThat(((Ending) bench.data("tell").get(0)).words()).contains("does not emit");
        assertThat(bench.runs("bake")).isEmpty();
    }

    @Test
    void anEventIsNotDeliveredBeforeItsTime() {
        started();
        // After the start, which may take long, and far enough ahead for the other one to come first.
        Instant time = Instant.now().plus(LATER);
        engine.publish(List.of(Bench.imageReady("late").notBefore(time), Bench.imageReady("now")));

        bench.awaitRuns("promote", 2);
        assertThat(bench.data("promote"))
                .first()
                .isEqualTo(Bench.imageReady("now").data());
        assertThat(bench.runs("promote").get(1).at()).isBetween(time.minus(ROUNDING), time.plus(Patience.USUAL));
    }

    @Test
    void anEventWhoseTimeHasPassedIsDeliveredAtOnce() {
        started().publish(List.of(Bench.imageReady("b1").notBefore(Instant.EPOCH)));

        bench.awaitRuns("promote", 1);
    }

    @Test
    void aFailureThatMayPassIsTriedAgainAfterGrowingPauses() {
        bench.failFirst("promote", 2, new CloudException(CloudException.Kind.RETRY_LATER, "busy"));
        started().publish(List.of(Bench.imageReady("b1")));

        bench.awaitRuns("promote", 3);
        List<Bench.Run> runs = bench.runs("promote");
        assertPause(runs.get(0), runs.get(1), Duration.ofMillis(40));
        assertPause(runs.get(1), runs.get(2), Duration.ofMillis(80));
        assertThat(engine.deadLetters(10)).isEmpty();
    }

    @Test
    void aPauseIsAtLeastWhatTheCloudAskedFor() {
        Duration asked = Duration.ofMillis(600);
        bench.failFirst("promote", 1, new CloudException(CloudException.Kind.RETRY_LATER, "busy", asked, null));
        started().publish(List.of(Bench.imageReady("b1")));

        bench.awaitRuns("promote", 2);
        List<Bench.Run> runs = bench.runs("promote");
        assertPause(runs.get(0), runs.get(1), asked);
    }

    private static void assertPause(Bench.Run one, Bench.Run next, Duration least) {
        assertThat(Duration.between(one.at(), next.at())).isGreaterThanOrEqualTo(least.minus(ROUNDING));
    }

    @Test
    void anEventThatFailsDoesNotHoldUpOthers() {
        bench.on("promote", data -> {
            if (((ImageReady) data).bake().equals("bad")) {
                throw new CloudException(CloudException.Kind.RETRY_LATER, "busy");
            }
            return List.of();
        });
        started()
                .publish(IntStream.range(0, 20)
                        .mapToObj(i -> Bench.imageReady(i == 3 ? "bad" : "b" + i))
                        .toList());

        // Three times the bad one, once each of the others; which comes first is nobody's business.
        bench.awaitRuns("promote", 3 + 19);
        bench.awaitRuns("tell", 1);
        assertThat(bench.data("promote").stream().distinct()).hasSize(20);
    }

    @Test
    void theLastAttemptMakesADeadLetterAndATerminalEvent() {
        bench.failFirst("promote", 99, new CloudException(CloudException.Kind.RETRY_LATER, "the cloud is down"));
        started().publish(List.of(Bench.imageReady("web-1")));

        bench.awaitRuns("tell", 1);
        assertThat(bench.runs("promote")).hasSize(3);
        Ending ending = (Ending) bench.data("tell").get(0);
        assertThat(ending.type()).isEqualTo(EventType.BAKE_FAILED.wire());
        assertThat(ending.bake()).isEqualTo("web-1");
        assertThat(ending.words()).isEqualTo("promote was given up after 3 attempts: the cloud is down");
        DeadLetter dead = dead(1).get(0);
        assertThat(dead.function()).isEqualTo("promote");
        assertThat(dead.event()).isEqualTo(Bench.imageReady("web-1").id());
        assertThat(dead.type()).isEqualTo(EventType.IMAGE_READY.wire());
        assertThat(dead.reason()).isEqualTo(ending.words());
        assertThat(dead.attempts()).isEqualTo(3);
    }

    @Test
    void aFinalFailureIsNotTriedAgain() {
        bench.failFirst("promote", 99, new CloudException(CloudException.Kind.QUOTA, "2 images too many"));
        started().publish(List.of(Bench.imageReady("web-1")));

        bench.awaitRuns("tell", 1);
        assertThat(bench.runs("promote")).hasSize(1);
    }

    @Test
    void aTerminalEventThatFailsMakesNoFurtherOne() {
        bench.failFirst("tell", 99, new IllegalStateException("the receiver is away"));
        Ending ending = Ending.ofBake(EventType.BAKE_FAILED, "web", "web-1", "i", "words", Instant.EPOCH);
        started().publish(List.of(ending.event()));

        DeadLetter dead = dead(1).get(0);
        assertThat(bench.runs("tell")).hasSize(2);
        assertThat(dead.reason()).contains("the receiver is away");
    }

    @Test
    void aFunctionThatTakesTooLongIsInterruptedAndHasFailed() {
        bench.on("slow", data -> {
            Thread.sleep(60_000);
            return List.of();
        });
        started().publish(List.of(Bench.sweep(Instant.EPOCH)));

        bench.awaitRuns("tell", 1);
        assertThat(((Ending) bench.data("tell").get(0)).words()).contains("longer than 200 ms");
    }

    @Test
    void aDeadLetterThatIsRedrivenIsDeliveredAgain() {
        bench.failFirst("promote", 3, new CloudException(CloudException.Kind.RETRY_LATER, "down"));
        started().publish(List.of(Bench.imageReady("b1")));
        bench.awaitRuns("tell", 1);
        dead(1);

        assertThat(engine.redrive("promote", 10)).isEqualTo(1);

        bench.awaitRuns("promote", 4);
        Bench.await(() -> engine.deadLetters(10).isEmpty());
        assertThat(engine.redrive(Engine.ALL, 10)).isZero();
    }

    @Test
    void redriveMovesNoMoreThanItsLimit() {
        bench.failFirst("promote", 99, new CloudException(CloudException.Kind.GONE, "no such image"));
        started().publish(List.of(Bench.imageReady("b1"), Bench.imageReady("b2"), Bench.imageReady("b3")));
        bench.awaitRuns("tell", 3);
        dead(3);

        assertThat(engine.deadLetters(2)).hasSize(2);
        assertThat(engine.redrive(Engine.ALL, 2)).isEqualTo(2);
    }

    @Test
    void aDeadLetterThatDiesAgainIsNewsAgain() {
        bench.failFirst("promote", 99, new CloudException(CloudException.Kind.GONE, "no such image"));
        started().publish(List.of(Bench.imageReady("b1")));
        bench.awaitRuns("tell", 1);
        dead(1);

        assertThat(engine.redrive("promote", 10)).isEqualTo(1);

        bench.awaitRuns("tell", 2);
    }

    @Test
    void theSameEventPublishedAgainAndAgainDoesNoHarm() throws Exception {
        started();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> {
                    for (int n = 0; n < 20; n++) {
                        engine.publish(List.of(Bench.configRun(1), Bench.imageReady("b1")));
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        engine.publish(List.of(Bench.configRun(1), Bench.imageReady("last")));

        Bench.await(
                () -> bench.data("promote").contains(Bench.imageReady("last").data()));
        assertThat(bench.data("promote")).contains(Bench.imageReady("b1").data());
        // An engine may let a few through that were published at the same moment, not all 160.
        assertThat(bench.runs("promote").size()).isLessThan(40);
        assertThat(engine.deadLetters(10)).isEmpty();
    }

    @Test
    void aFunctionMayReturnWhatWasPublishedBefore() {
        bench.on("bake", data -> List.of(Bench.imageReady("same"), Bench.imageReady(((ConfigRun) data).runId())));
        started();
        for (int i = 0; i < 10; i++) {
            engine.publish(List.of(Bench.configRun(i)));
        }

        Bench.await(() -> bench.data("promote").stream().distinct().count() == 11);
        assertThat(engine.deadLetters(10)).isEmpty();
    }

    @Test
    void anEventMayHave64KiB() {
        int envelope = EventCodec.write(Bench.large(0), Instant.EPOCH).length;
        // The time of publishing takes a point and 9 digits more than that of 1970.
        Event largest = Bench.large(EventCodec.LARGEST - envelope - 10);
        started().publish(List.of(largest));

        bench.awaitRuns("bake", 1);
        assertThat(bench.data("bake")).containsExactly(largest.data());
    }

    @Test
    void anEventAbove64KiBIsRefusedInWords() {
        started();

        assertThatThrownBy(() -> engine.publish(List.of(Bench.imageReady("b1"), Bench.large(EventCodec.LARGEST))))
                .isInstanceOf(EventTooLargeException.class)
                .hasMessageContaining("the limit is 65536 bytes");
        engine.publish(List.of(Bench.imageReady("b2")));
        bench.awaitRuns("promote", 1);
        assertThat(bench.data("promote")).containsExactly(Bench.imageReady("b2").data());
    }

    @Test
    void aRestartKeepsWhatWasPublished() {
        started();
        Instant time = Instant.now().plus(AFTER_THE_STOP);
        engine.publish(List.of(Bench.imageReady("b1").notBefore(time)));
        engine.close();
        assertThat(bench.runs("promote")).isEmpty();

        started();

        bench.awaitRuns("promote", 1);
        assertThat(bench.runs("promote").get(0).at()).isAfterOrEqualTo(time.minus(ROUNDING));
    }

    @Test
    void aRestartKeepsDeadLettersAndRemembersEvents() {
        bench.failFirst("promote", 1, new CloudException(CloudException.Kind.GONE, "no such image"));
        started().publish(List.of(Bench.imageReady("b1"), Bench.imageReady("b2")));
        bench.awaitRuns("tell", 1);
        bench.awaitRuns("promote", 2);
        engine.close();

        started().publish(List.of(Bench.imageReady("b1"), Bench.imageReady("b2"), Bench.imageReady("b3")));

        bench.awaitRuns("promote", 3);
        assertThat(bench.data("promote"))
                .last()
                .isEqualTo(Bench.imageReady("b3").data());
        dead(1);
    }

    @Test
    void stoppingLetsARunningFunctionFinish() {
        bench.on("promote", data -> {
            Thread.sleep(300);
            return List.of(Bench.promoted());
        });
        started().publish(List.of(Bench.imageReady("b1")));
        bench.awaitRuns("promote", 1);
        engine.close();

        started();

        bench.awaitRuns("tell", 1);
        assertThat(bench.runs("promote")).hasSize(1);
    }

    @Test
    void nothingAcceptedIsLostWhenTheProcessIsKilled() throws Exception {
        int accepted = Bench.killAfter(startPublishing(), 150);
        started();

        List<String> causes = IntStream.range(0, accepted)
                .mapToObj(i -> ((ConfigRun) Bench.configRun(i).data()).cause())
                .toList();
        // Not their number: some may have come that were accepted and not printed any more.
        Bench.await(() -> bench.causes("bake").containsAll(causes));
        assertThat(bench.causes("bake")).containsAll(causes);
    }
}
