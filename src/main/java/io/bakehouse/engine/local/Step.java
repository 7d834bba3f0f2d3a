package io.bakehouse.engine.local;

import io.bakehouse.engine.Attempt;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.local.Line.Letter;
import io.bakehouse.model.Event;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.List;

/**
 * One delivery of one event to one function. Whatever comes of it (the events that the function returned, another try
 * later, a dead letter with its terminal event) is sent in the transaction that acknowledges the event: all of it is on
 * disk, or the event still is.
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
    private final Broker broker;
    private final Writing writing;

    Step(String function, Attempt attempt, FunctionTable table, Broker broker, Writing writing) {
        this.function = function;
        this.attempt = attempt;
        this.table = table;
        this.broker = broker;
        this.writing = writing;
    }

    /** What has to be sent. */
    private interface Sending {
        void run() throws JMSException;
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
        Sending sending = outcome.fold(
                done -> () -> send(line, done.next(), received),
                again -> () -> again(line, received.failed(again.failures()), again.pause()),
                dead -> () -> bury(line, received.failed(dead.failures()), dead));
        sending.run();
        attempt.tell(outcome);
    }

    private void again(Line line, EventMessage failed, Duration pause) throws JMSException {
        line.sendAgain(Queues.events(function), failed, pause);
        line.commit();
    }

    private void bury(Line line, EventMessage received, Attempt.Dead dead) throws JMSException {
        line.sendAgain(Queues.dead(function), received.givenUp(dead.reason(), line.now()), Duration.ZERO);
        send(line, dead.ending().stream().toList(), received);
    }

    /** Sends them and commits, with them, all that was done on the line before. */
    private void send(Line line, List<Event> events, EventMessage received) throws JMSException {
        List<Letter> letters = Line.letters(table, events, received.turn(), line.now());
        writing.<JMSException>alone(letters, () -> {
            for (Letter letter : letters) {
                // A duplicate spoils the whole transaction in Artemis.
                if (!broker.hasSeen(letter.queue(), letter.message().id())) {
                    line.sendOnce(letter);
                }
            }
            line.commit();
        });
    }
}
