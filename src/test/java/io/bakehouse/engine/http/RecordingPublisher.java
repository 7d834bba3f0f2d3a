package io.bakehouse.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.Publisher;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.platform.DeadLetter;
import io.bakehouse.platform.DeadLetters;
import io.bakehouse.program.Patience;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue that remembers what it was given, or is out of order. */
@Alternative
@Singleton
public class RecordingPublisher implements Publisher, DeadLetters {
    final List<Event> events = new CopyOnWriteArrayList<>();
    volatile boolean broken;
    private final AtomicInteger held = new AtomicInteger();
    private volatile String slowSender;
    private volatile CountDownLatch gate;

    /** From now on, that sender's events are taken when the gate opens. */
    void holdUp(String sender, CountDownLatch until) {
        gate = until;
        slowSender = sender;
    }

    /** How many are being held up. */
    int held() {
        return held.get();
    }

    @Override
    public void publish(List<Event> more, Turn turn) {
        if (broken) {
            throw new QueueUnavailableException("disk full", null);
        }
        if (more.get(0).data() instanceof ConfigRun run && run.sender().equals(slowSender)) {
            held.incrementAndGet();
            await(gate);
            held.decrementAndGet();
        }
        events.addAll(more);
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return List.of();
    }

    @Override
    public int redrive(String function, int limit) {
        if (function.equals("nobody")) {
            throw new IllegalArgumentException("no function is called 'nobody'");
        }
        return Math.min(3, limit);
    }

    private static void await(CountDownLatch gate) {
        try {
            assertThat(gate.await(Patience.USUAL.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueUnavailableException("interrupted", e);
        }
    }
}
