package io.bakehouse.engine.http;

import io.bakehouse.engine.Publisher;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Event;
import io.bakehouse.platform.DeadLetter;
import io.bakehouse.platform.DeadLetters;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue that remembers what it was given, or is out of order. */
@Alternative
@Singleton
public class RecordingPublisher implements Publisher, DeadLetters {
    final List<Event> events = new CopyOnWriteArrayList<>();
    volatile boolean broken;

    @Override
    public void publish(List<Event> more, Turn turn) {
        if (broken) {
            throw new QueueUnavailableException("disk full", null);
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
}
