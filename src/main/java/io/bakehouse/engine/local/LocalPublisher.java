package io.bakehouse.engine.local;

import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.Publisher;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.Turn;
import io.bakehouse.engine.local.Line.Letter;
import io.bakehouse.model.Event;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;

/** Publishes on behalf of any thread, over a bounded number of sessions. */
final class LocalPublisher implements Publisher {
    private static final int MOST_AT_A_TIME = 16;
    private static final Duration LONGEST_QUEUEING = Duration.ofSeconds(5);

    private final Broker broker;
    private final FunctionTable table;
    private final InstantSource clock;
    private final Listeners listeners;
    private final Writing writing;
    private final Semaphore free = new Semaphore(MOST_AT_A_TIME);
    private final Lines together;

    /** One event needs no transaction: that saves it a way to the broker and back. */
    private final Lines alone;

    LocalPublisher(
            Broker broker,
            Connection connection,
            FunctionTable table,
            InstantSource clock,
            Listeners listeners,
            Writing writing) {
        this.broker = broker;
        this.table = table;
        this.clock = clock;
        this.listeners = listeners;
        this.together = new Lines(() -> connection.createSession(true, Session.SESSION_TRANSACTED), clock);
        this.alone = new Lines(() -> connection.createSession(false, Session.AUTO_ACKNOWLEDGE), clock);
        this.writing = writing;
    }

    @Override
    public void publish(List<Event> events, Turn turn) {
        List<Letter> letters = Line.letters(table, events, turn, clock.instant());
        if (!letters.isEmpty()) {
            takeTurn();
            try {
                writing.alone(letters, () -> send(letters));
            } finally {
                free.release();
            }
        }
        events.forEach(event -> listeners.tell(listener -> listener.published(event)));
    }

    private void takeTurn() {
        if (broker.isFull()) {
            throw new QueueUnavailableException("the disk of the data folder is full", null);
        }
        try {
            if (!free.tryAcquire(LONGEST_QUEUEING.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new QueueUnavailableException("the queue is busy", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueUnavailableException("interrupted while waiting for the queue", e);
        }
    }

    private void send(List<Letter> letters) {
        try {
            if (letters.size() == 1) {
                sendAlone(letters.get(0));
            } else {
                sendSeveral(letters);
            }
        } catch (JMSException e) {
            throw unavailable(e);
        }
    }

    /** On disk when it returns. The queue drops a letter that it has had before, and says nothing. */
    private void sendAlone(Letter letter) throws JMSException {
        alone.use(line -> line.sendOnce(letter));
    }

    private void sendSeveral(List<Letter> letters) throws JMSException {
        try {
            together.use(line -> {
                for (Letter letter : letters) {
                    // A duplicate spoils the whole transaction in Artemis, so it must not get in.
                    if (!broker.hasSeen(letter.queue(), letter.message().id())) {
                        line.sendOnce(letter);
                    }
                }
                line.commit();
            });
        } catch (JMSException e) {
            if (!isDuplicate(e)) {
                throw e;
            }
            // Somebody published one of them since we asked. One at a time, the queue drops those that it has and takes
            // the others; if we die half-way, whoever called us asks again and the rest follows.
            for (Letter letter : letters) {
                sendAlone(letter);
            }
        }
    }

    /** Whether the broker refused a transaction because it has had one of its events before. */
    static boolean isDuplicate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ActiveMQException artemis
                    && artemis.getType() == ActiveMQExceptionType.DUPLICATE_ID_REJECTED) {
                return true;
            }
        }
        return false;
    }

    private static QueueUnavailableException unavailable(JMSException e) {
        return new QueueUnavailableException("the queue did not take the event: " + e.getMessage(), e);
    }
}
