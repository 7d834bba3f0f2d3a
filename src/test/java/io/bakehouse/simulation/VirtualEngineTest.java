package io.bakehouse.simulation;

import io.bakehouse.contract.Bench;
import io.bakehouse.contract.DeliveryContract;
import io.bakehouse.contract.EngineAround;
import io.bakehouse.contract.EngineUnderTest;
import io.bakehouse.contract.FailureContract;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.TimeLimit;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;

/** The engine of the simulation keeps the same promises as those that people run, but for what survives its process. */
class VirtualEngineTest {
    /** Drives the engine by the time of day. */
    private static final class Driven extends EngineAround {
        private static final long PAUSE_NANOS = 200_000;
        private final VirtualEngine engine;
        private final TimeLimit functions;
        private final AtomicBoolean stop = new AtomicBoolean();
        private final Thread thread;

        Driven(FunctionTable table, Bench bench) {
            this(table, new TimeLimit(table, bench));
        }

        private Driven(FunctionTable table, TimeLimit functions) {
            this(new VirtualEngine(Clock.systemUTC(), table, functions), functions);
        }

        private Driven(VirtualEngine engine, TimeLimit functions) {
            super(engine);
            this.engine = engine;
            this.functions = functions;
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
