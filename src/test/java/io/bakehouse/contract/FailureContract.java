package io.bakehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.Engine;
import io.bakehouse.model.Ending;
import io.bakehouse.model.EventType;
import io.bakehouse.model.ImageReady;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.platform.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of events whose functions fail. */
public abstract class FailureContract extends EngineContract {
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
        assertThat(ending.type()).isEqualTo(EventType.EVENT_FAILED.wire());
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

    private static void assertPause(Bench.Run one, Bench.Run next, Duration least) {
        assertThat(Duration.between(one.at(), next.at())).isGreaterThanOrEqualTo(least.minus(ROUNDING));
    }
}
