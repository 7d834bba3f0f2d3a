package io.bakehouse.engine.local;

import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.Publisher;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.Turn;
import io.bakehouse.engine.local.Line.Letter;
import io.bakehouse.model.Event;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Publishes on behalf of any thread, over a bounded number of sessions. */
final class LocalPublisher implements Publisher {
    private static final int MOST_AT_A_TIME = 16;
    private static final Duration LONGEST_QUEUEING = Duration.ofSeconds(5);

    private final Broker broker;
    private final FunctionTable table;
    private final InstantSource clock;
    private final Listeners listeners;
    private final Post post;
    private final Semaphore free = new Semaphore(MOST_AT_A_TIME);

    LocalPublisher(Broker broker, FunctionTable table, InstantSource clock, Listeners listeners, Post post) {
        this.broker = broker;
        this.table = table;
        this.clock = clock;
        this.listeners = listeners;
        this.post = post;
    }

    @Override
    public void publish(List<Event> events, Turn turn) {
        List<Letter> letters = Line.letters(table, events, turn, clock.instant());
        if (!letters.isEmpty()) {
            takeTurn();
            try {
                post.send(letters);
            } catch (JMSException e) {
                throw new QueueUnavailableException("the queue did not take the event: " + e.getMessage(), e);
            } finally {
                free.release();
            }
        }
        events.forEach(event -> listeners.tell(listener -> listener.published(event)));
    }

    private void takeTurn() {
        String trouble = broker.trouble();
        if (!trouble.isEmpty()) {
            throw new QueueUnavailableException(trouble, null);
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
}
