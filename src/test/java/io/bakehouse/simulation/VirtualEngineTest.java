package io.bakehouse.simulation;

import io.bakehouse.contract.Bench;
import io.bakehouse.contract.DeliveryContract;
import io.bakehouse.contract.EngineUnderTest;
import io.bakehouse.contract.FailureContract;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.TimeLimit;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Event;
import io.bakehouse.platform.DeadLetter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;

/** The engine of the simulation keeps the same promises as those that people run, but for what survives its process. */
class VirtualEngineTest {
    /** Drives the engine by the time of day. */
    private static final class Driven implements Engine {
        private static final long PAUSE_NANOS = 200_000;
        private final VirtualEngine engine;
        private final TimeLimit functions;
        private final AtomicBoolean stop = new AtomicBoolean();
        private final Thread thread;

        Driven(FunctionTable table, Bench bench) {
            functions = new TimeLimit(table, bench);
            engine = new VirtualEngine(Clock.systemUTC(), table, functions);
            thread = new Thread(this::drive, "virtual engine");
            thread.start();
        }

        private void drive() {
            while (!stop.get()) {
                if (!engine.runNext(Clock.systemUTC().instant())) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }

        @Override
        public void publish(List<Event> events, Turn turn) {
            engine.publish(events, turn);
        }

        @Override
        public List<DeadLetter> deadLetters(int limit) {
            return engine.deadLetters(limit);
        }

        @Override
        public int redrive(String function, int limit) {
            return engine.redrive(function, limit);
        }

        @Override
        public void close() {
            stop.set(true);
            functions.close();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class UnderTest implements EngineUnderTest {
        @Override
        public Engine start(FunctionTable table, Bench bench) {
            return new Driven(table, bench);
        }

        @Override
        public Process startPublishing() {
            throw new UnsupportedOperationException("its queues are in memory");
        }
    }

    @Nested
    class Deliveries extends DeliveryContract {
        @Override
        protected EngineUnderTest underTest() {
            return new UnderTest();
        }
    }

    @Nested
    class Failures extends FailureContract {
        @Override
        protected EngineUnderTest underTest() {
            return new UnderTest();
        }
    }
}
