package io.bakehouse.engine.local;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.Turn;
import io.bakehouse.engine.local.Line.Letter;
import io.bakehouse.platform.DeadLetter;
import io.bakehouse.platform.StartFailure;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The embedded queue without functions, for an engine whose own queues can neither wait nor show their dead letters: it
 * holds events on this process's disk until their time, sends them on then, and holds dead letters.
 */
public final class KeptEvents implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KeptEvents.class);
    /** An event is sent on until somebody takes it; the queue itself makes the pauses longer, to 10 seconds. */
    private static final int DELIVERIES = -1;

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final DataFolder folder;
    private final Broker broker;
    private final Connection connection;
    private final InstantSource clock;
    private final List<String> names;
    private final LocalDeadLetters deadLetters;
    private final Lines alone;
    private final Lines together;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /**
     * One event on its way to one function.
     *
     * @param to name of the function, or {@link Engine#ALL} those that are triggered by its type
     * @param id the event's
     * @param body the event in bytes of UTF-8
     * @param failures deliveries that ended in a failure
     * @param round how often it was redriven
     */
    public record Kept(String to, String id, String body, int failures, int round) {
        EventMessage message(InstantSource clock) {
            return new EventMessage(id, body, failures, round, null, Turn.USUAL, clock.instant());
        }
    }

    /** Sends an event on. */
    @FunctionalInterface
    public interface Forwarding {
        /**
         * Returns when somebody else has it on disk.
         *
         * @throws QueueUnavailableException when nobody took it; it is kept and sent again
         */
        void forward(Kept event) throws InterruptedException;
    }

    private KeptEvents(
            DataFolder folder, Broker broker, Connection connection, FunctionTable table, InstantSource clock) {
        this.folder = folder;
        this.broker = broker;
        this.connection = connection;
        this.clock = clock;
        this.names = names(table);
        this.deadLetters = new LocalDeadLetters(connection, table, clock);
        this.alone = new Lines(() -> connection.createSession(false, Session.AUTO_ACKNOWLEDGE), clock);
        this.together = new Lines(() -> connection.createSession(true, Session.SESSION_TRANSACTED), clock);
    }

    /**
     * Opens the folder, or makes it.
     *
     * @param keepFree bytes of the disk that are left to others
     * @throws StartFailure when the folder cannot be used
     * @throws QueueUnavailableException when the queue does not start
     */
    public static KeptEvents open(Path path, long keepFree, FunctionTable table, InstantSource clock) {
        DataFolder folder;
        try {
            folder = DataFolder.open(path, keepFree);
        } catch (DataFolderException e) {
            throw StartFailure.of(e.getMessage());
        }
        Broker broker = null;
        try {
            broker = Broker.start(folder, names(table), DELIVERIES);
            Connection connection = broker.connections().createConnection();
            connection.start();
            return new KeptEvents(folder, broker, connection, table, clock);
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

    private static List<String> names(FunctionTable table) {
        return Stream.concat(Stream.of(Engine.ALL), table.queued().stream().map(FunctionRow::name))
                .toList();
    }

    /** Begins to send on what is due, one event at a time for each name. */
    public void start(Forwarding forwarding) {
        for (String name : names) {
            Runnable loop = new ForwardLoop(name, connection, forwarding, clock, stop);
            threads.add(new Thread(loop, "kept " + name));
        }
        threads.forEach(Thread::start);
    }

    /** Returns once it is on disk, where it lies for that long; drops what it has had before. */
    public void keep(Kept event, Duration delay) {
        requireSpace();
        try {
            Letter letter = new Letter(Queues.events(event.to()), event.message(clock), delay);
            alone.use(line -> line.sendOnce(letter));
        } catch (JMSException e) {
            throw unavailable(e);
        }
    }

    /**
     * Returns once both are on disk, or neither.
     *
     * @param dead what its function gave up
     * @param ending what to send on because of it, if anything
     */
    public void bury(Kept dead, String reason, List<Kept> ending) {
        requireSpace();
        EventMessage message = dead.message(clock).givenUp(reason, clock.instant());
        List<Letter> letters = Stream.concat(
                        Stream.of(new Letter(Queues.dead(dead.to()), message, Duration.ZERO)),
                        ending.stream()
                                .map(one -> new Letter(Queues.events(one.to()), one.message(clock), Duration.ZERO)))
                .toList();
        try {
            together.use(line -> {
                for (Letter letter : letters) {
                    // A duplicate spoils the whole transaction in Artemis.
                    if (!broker.hasSeen(letter.queue(), letter.message().duplicateId())) {
                        line.sendOnce(letter);
                    }
                }
                line.commit();
            });
        } catch (JMSException e) {
            throw unavailable(e);
        }
    }

    /** Oldest first per function, at most so many in all. */
    public List<DeadLetter> deadLetters(int limit) {
        return deadLetters.list(limit);
    }

    /** Sends dead letters on to their functions again, at most so many in all; returns how many. */
    public int redrive(String function, int limit) {
        return deadLetters.redrive(function, limit);
    }

    /** Why nothing is accepted just now, in words; empty while it is. */
    public String trouble() {
        if (!broker.isUp()) {
            return "the embedded queue has stopped; see the log, then restart";
        }
        return broker.isFull() ? "the disk of the data folder is full" : "";
    }

    /** Events that wait for their time or for somebody to take them. */
    public long depth(String name) {
        return broker.depth(Queues.events(name));
    }

    /** Dead letters. */
    public long dead(String name) {
        return broker.depth(Queues.dead(name));
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            for (Thread thread : threads) {
                thread.join(STOP_WITHIN.toMillis());
            }
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JMSException e) {
            LOG.debugf("closing the connection: %s", e.getMessage());
        }
        broker.close();
        folder.close();
    }

    private void requireSpace() {
        if (broker.isFull()) {
            throw new QueueUnavailableException("the disk of the data folder is full", null);
        }
    }

    private static QueueUnavailableException unavailable(JMSException e) {
        return new QueueUnavailableException("the queue did not take the event: " + e.getMessage(), e);
    }
}
