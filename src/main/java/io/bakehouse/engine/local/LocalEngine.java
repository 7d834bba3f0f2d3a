package io.bakehouse.engine.local;

import io.bakehouse.engine.Attempt;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.TimeLimit;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Event;
import io.bakehouse.platform.DeadLetter;
import io.bakehouse.platform.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/**
 * The default engine: functions and schedules in this process, and its queues too, with everything accepted on its disk;
 * or its queues on a broker that several processes share.
 */
final class LocalEngine implements Engine {
    /** How an engine is set up. */
    record Options(Duration drain, int deaths) {
        static final Options DEFAULT = new Options(Duration.ofSeconds(20), 10);
    }

    private final Broker broker;
    private final LocalPublisher publisher;
    private final LocalDeadLetters deadLetters;
    private final TimeLimit functions;
    private final Options options;
    private final InstantSource clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private LocalEngine(
            Broker broker,
            FunctionTable table,
            FunctionInvocation functions,
            InstantSource clock,
            Listeners listeners,
            Options options) {
        this.broker = broker;
        this.options = options;
        this.clock = clock;
        Post post = new Post(broker, Pause.SLEEP);
        this.publisher = new LocalPublisher(broker, table, clock, listeners, post);
        this.deadLetters = new LocalDeadLetters(broker.link(), table);
        this.functions = new TimeLimit(table, functions);
        for (FunctionRow row : table.queued()) {
            Attempt attempt = new Attempt(row, this.functions, listeners, clock, options.deaths());
            Step step = new Step(row.name(), attempt, table, post);
            for (int i = 1; i <= row.concurrency(); i++) {
                Runnable loop = new FunctionLoop(row, broker, step, stop);
                threads.add(new Thread(loop, "queue " + row.name() + " " + i));
            }
        }
    }

    /**
     * Starts on that folder, which it lets go when it is closed.
     *
     * @throws QueueUnavailableException when the queue does not start
     */
    static LocalEngine start(
            DataFolder folder,
            FunctionTable table,
            FunctionInvocation functions,
            InstantSource clock,
            Listeners listeners,
            Options options) {
        // One delivery more than we count, so that our own dead letter, which tells people, comes first.
        Broker broker = EmbeddedBroker.start(folder, table.queued(), options.deaths() + 2, clock);
        return start(broker, table, functions, clock, listeners, options);
    }

    /** Starts on that broker, which is closed with the engine and may be away for now. */
    static LocalEngine start(
            Broker broker,
            FunctionTable table,
            FunctionInvocation functions,
            InstantSource clock,
            Listeners listeners,
            Options options) {
        LocalEngine engine = new LocalEngine(broker, table, functions, clock, listeners, options);
        broker.link().warmUp();
        engine.threads.forEach(Thread::start);
        return engine;
    }

    @Override
    public void publish(List<Event> events, Turn turn) {
        publisher.publish(events, turn);
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return deadLetters.list(limit);
    }

    @Override
    public int redrive(String function, int limit) {
        return deadLetters.redrive(function, limit);
    }

    @Override
    public String trouble() {
        return broker.trouble();
    }

    @Override
    public OptionalLong depth(String function) {
        return OptionalLong.of(broker.depth(Queues.events(function)));
    }

    @Override
    public OptionalLong dead(String function) {
        return OptionalLong.of(broker.depth(Queues.dead(function)));
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            Instant end = clock.instant().plus(options.drain());
            for (Thread thread : threads) {
                thread.join(Math.max(1, Duration.between(clock.instant(), end).toMillis()));
            }
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        functions.close();
        broker.close();
    }
}
