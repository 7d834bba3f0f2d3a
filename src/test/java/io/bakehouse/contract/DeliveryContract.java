package io.bakehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.EventTooLargeException;
import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.program.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which events come to which functions, and when. */
public abstract class DeliveryContract extends EngineContract {
    /** Longer than a loaded machine stands still, so that what comes after comes first. */
    private static final Duration LATER = Duration.ofSeconds(3);

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
        assertThat(bench.runs("promote").size()).isLessThan(underTest().remembersEvents() ? 40 : 162);
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
}
