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
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;

/** The default engine: queues, functions and schedules in one process, with everything accepted on its disk. */
final class LocalEngine implements Engine {
    private static final Logger LOG = Logger.getLogger(LocalEngine.class);

    /** How an engine is set up. */
    record Options(Duration drain, int deaths) {
        static final Options DEFAULT = new Options(Duration.ofSeconds(20), 10);
    }

    private final DataFolder folder;
    private final Broker broker;
    private final Connection connection;
    private final LocalPublisher publisher;
    private final LocalDeadLetters deadLetters;
    private final TimeLimit functions;
    private final Options options;
    private final InstantSource clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private LocalEngine(
            DataFolder folder,
            Broker broker,
            Connection connection,
            FunctionTable table,
            FunctionInvocation functions,
            InstantSource clock,
            Listeners listeners,
            Options options) {
        this.folder = folder;
        this.broker = broker;
        this.connection = connection;
        this.options = options;
        this.clock = clock;
        Writing writing = new Writing();
        this.publisher = new LocalPublisher(broker, connection, table, clock, listeners, writing);
        this.deadLetters = new LocalDeadLetters(connection, table, clock);
        this.functions = new TimeLimit(table, functions);
        for (FunctionRow row : table.queued()) {
            Attempt attempt = new Attempt(row, this.functions, listeners, clock, options.deaths());
            Step step = new Step(row.name(), attempt, table, broker, writing);
            for (int i = 1; i <= row.concurrency(); i++) {
                Runnable loop = new FunctionLoop(row, connection, broker, step, clock, stop);
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
        Broker broker = null;
        try {
            // One delivery more than we count, so that our own dead letter, which tells people, comes first.
            List<String> names = table.queued().stream().map(FunctionRow::name).toList();
            broker = Broker.start(folder, names, options.deaths() + 2);
            Connection connection = broker.connections().createConnection();
            connection.start();
            LocalEngine engine =
                    new LocalEngine(folder, broker, connection, table, functions, clock, listeners, options);
            engine.threads.forEach(Thread::start);
            return engine;
        } catch (JMSException | RuntimeException e) {
            if (broker != null) {
                broker.close();
            }
            folder.close();
            throw e instanceof RuntimeException unchecked
                    ? unchecked
                    : new QueueUnavailableException("no way to the embedded queue: " + e.getMessage(), e);
        }
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
        if (!broker.isUp()) {
            return "the embedded queue has stopped; see the log, then restart";
        }
        return broker.isFull() ? "the disk of the data folder is full" : "";
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
        try {
            connection.close();
        } catch (JMSException e) {
            LOG.debugf("closing the connection: %s", e.getMessage());
        }
        broker.close();
        folder.close();
    }
}
