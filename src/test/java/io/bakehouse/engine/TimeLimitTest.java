package io.bakehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.contract.Bench;
import io.bakehouse.model.Event;
import io.bakehouse.program.Patience;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final Event SWEEP = Bench.sweep(java.time.Instant.EPOCH);

    @Test
    void handsBackWhatTheFunctionReturnsOrThrows() throws Exception {
        try (TimeLimit good = new TimeLimit(Bench.table(), (name, data) -> List.of(Bench.imageReady(name)));
                TimeLimit bad = new TimeLimit(Bench.table(), (name, data) -> {
                    throw new java.io.IOException("broken");
                })) {
            assertThat(good.invoke("bake", SWEEP.data())).containsExactly(Bench.imageReady("bake"));
            assertThatThrownBy(() -> bad.invoke("bake", SWEEP.data()))
                    .isInstanceOf(java.io.IOException.class)
                    .hasMessage("broken");
        }
    }

    @Test
    void interruptsAFunctionThatTakesTooLong() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (TimeLimit limit = new TimeLimit(Bench.table(), (name, data) -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return List.of();
        })) {
            // Again when its time was over before its thread had begun.
            Patience.until(() -> {
                assertThatThrownBy(() -> limit.invoke("slow", SWEEP.data()))
                        .isInstanceOf(InvocationException.class)
                        .hasMessage("it took longer than 200 ms");
                return interrupted.await(1, TimeUnit.SECONDS);
            });
        }
    }

    @Test
    void functionsThatNeverStopUseUpABoundedNumberOfThreads() {
        CountDownLatch release = new CountDownLatch(1);
        FunctionTable table = FunctionTable.of("t", """
                functions:
                  slow:
                    purpose: Never stops
                    trigger: {events: [io.bakehouse.sweep.requested]}
                    timeout: 20ms
                    attempts: 1
                    concurrency: 1
                """);
        AtomicInteger begun = new AtomicInteger();
        try (TimeLimit limit = new TimeLimit(table, (name, data) -> {
            begun.incrementAndGet();
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
            return List.of();
        })) {
            // One whose time is over before its thread has begun takes no thread.
            Patience.until(() -> {
                assertThatThrownBy(() -> limit.invoke("slow", SWEEP.data()))
                        .hasMessageMatching(".*(longer than 20 ms|no thread is free).*");
                return begun.get() == 2;
            });
            assertThatThrownBy(() -> limit.invoke("slow", SWEEP.data())).hasMessageContaining("no thread is free");
        } finally {
            release.countDown();
        }
    }

    @Test
    void anErrorOfAFunctionIsAFailureLikeOthers() {
        try (TimeLimit limit = new TimeLimit(Bench.table(), (name, data) -> {
            throw new StackOverflowError();
        })) {
            assertThatThrownBy(() -> limit.invoke("bake", SWEEP.data()))
                    .isInstanceOf(InvocationException.class)
                    .hasMessage("StackOverflowError");
        }
    }
}
