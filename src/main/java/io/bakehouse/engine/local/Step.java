package io.bakehouse.engine.local;

import io.bakehouse.engine.Attempt;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.local.Line.Letter;
import io.bakehouse.model.Event;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One delivery of one event to one function. Whatever comes of it (the events that the function returned, another try
 * later, a dead letter with its terminal event) is on disk before the event is acknowledged; see {@link Post#settle}.
 *
 * <p>Another try is a new message with a delivery time, not the broker's redelivery: that knows one delay per queue and
 * could not wait as long as a cloud asks for. The broker's own count only catches events that never come to an end
 * because the process dies with them.
 */
final class Step {
    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private final String function;
    private final Attempt attempt;
    private final FunctionTable table;
    private final Post post;

    Step(String function, Attempt attempt, FunctionTable table, Post post) {
        this.function = function;
        this.attempt = attempt;
        this.table = table;
        this.post = post;
    }

    /** Takes the event as far as it gets. */
    void take(Line line, Message message) throws JMSException, InterruptedException {
        EventMessage received = EventMessage.read(message);
        Attempt.Outcome outcome;
        try {
            outcome = attempt.take(new Attempt.Arrival(
                    received.id(),
                    received.body(),
                    received.attempts(),
                    message.getIntProperty(DELIVERY_COUNT),
                    received.round()));
        } catch (InterruptedException e) {
            line.rollback();
            throw e;
        }
        List<Letter> letters = outcome.fold(
                done -> letters(line, done.next(), received),
                again -> List.of(again(received.failed(again.failures()), again.pause())),
                dead -> burial(line, received.failed(dead.failures()), dead));
        post.settle(line, letters);
        attempt.tell(outcome);
    }

    private Letter again(EventMessage failed, Duration pause) {
        return new Letter(Queues.events(function), failed, pause, failed.fate());
    }

    private List<Letter> burial(Line line, EventMessage failed, Attempt.Dead dead) {
        EventMessage givenUp = failed.givenUp(dead.reason(), line.now());
        List<Letter> letters = new ArrayList<>();
        letters.add(new Letter(Queues.dead(function), givenUp, Duration.ZERO, failed.fate()));
        letters.addAll(letters(line, dead.ending().stream().toList(), failed));
        return letters;
    }

    private List<Letter> letters(Line line, List<Event> events, EventMessage received) {
        return Line.letters(table, events, received.turn(), line.now());
    }
}
