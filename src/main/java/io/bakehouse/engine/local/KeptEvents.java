package io.bakehouse.engine.local;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.Turn;
import io.bakehouse.engine.local.Line.Letter;
import io.bakehouse.platform.DeadLetter;
import io.bakehouse.platform.Pause;
import io.bakehouse.platform.StartFailure;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * The embedded queue without functions, for an engine whose own queues can neither wait nor show their dead letters: it
 * holds events on this process's disk until their time, sends them on then, and holds dead letters.
 */
public final class KeptEvents implements AutoCloseable {
    /** An event is sent on until somebody takes it; the queue itself makes the pauses longer, to 10 seconds. */
    private static final int DELIVERIES = -1;

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final Broker broker;
    private final InstantSource clock;
    private final List<String> names;
    private final LocalDeadLetters deadLetters;
    private final Post post;
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

    private KeptEvents(Broker broker, FunctionTable table, InstantSource clock) {
        this.broker = broker;
        this.clock = clock;
        this.names = names(table);
        this.deadLetters = new LocalDeadLetters(broker.link(), table);
        this.post = new Post(broker, Pause.SLEEP);
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
        EmbeddedBroker broker = EmbeddedBroker.named(folder, names(table), DELIVERIES, clock);
        broker.link().warmUp();
        return new KeptEvents(broker, table, clock);
    }

    private static List<String> names(FunctionTable table) {
        return Stream.concat(Stream.of(Engine.ALL), table.queued().stream().map(FunctionRow::name))
                .toList();
    }

    /** Begins to send on what is due, one event at a time for each name. */
    public void start(Forwarding forwarding) {
        for (String name : names) {
            Runnable loop = new ForwardLoop(name, broker, forwarding, stop);
            threads.add(new Thread(loop, "kept " + name));
        }
        threads.forEach(Thread::start);
    }

    /** Returns once it is on disk, where it lies for that long; drops what it has had before. */
    public void keep(Kept event, Duration delay) {
        send(List.of(letter(Queues.events(event.to()), event.message(clock), delay)));
    }

    /**
     * Returns once both are on disk, or neither.
     *
     * @param dead what its function gave up
     * @param ending what to send on because of it, if anything
     */
    public void bury(Kept dead, String reason, List<Kept> ending) {
        EventMessage message = dead.message(clock).givenUp(reason, clock.instant());
        List<Letter> letters = new ArrayList<>();
        letters.add(letter(Queues.dead(dead.to()), message, Duration.ZERO));
        ending.forEach(one -> letters.add(letter(Queues.events(one.to()), one.message(clock), Duration.ZERO)));
        send(letters);
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
        return broker.trouble();
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        broker.close();
    }

    private void send(List<Letter> letters) {
        if (broker.isFull()) {
            throw new QueueUnavailableException("the disk of the data folder is full", null);
        }
        try {
            post.send(letters);
        } catch (JMSException e) {
            throw new QueueUnavailableException("the queue did not take the event: " + e.getMessage(), e);
        }
    }

    private static Letter letter(String queue, EventMessage message, Duration delay) {
        return new Letter(queue, message, delay, message.once());
    }
}
