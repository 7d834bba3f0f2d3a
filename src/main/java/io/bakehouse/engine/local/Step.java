package io.bakehouse.engine.local;

import io.bakehouse.engine.Delivery;
import io.bakehouse.engine.Endings;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Listeners;
import io.bakehouse.engine.UnreadableEventException;
import io.bakehouse.engine.local.Line.Letter;
import io.bakehouse.model.Event;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

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
    private static final Logger LOG = Logger.getLogger(Step.class);
    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private final FunctionRow row;
    private final FunctionTable table;
    private final FunctionInvocation functions;
    private final Broker broker;
    private final Listeners listeners;
    private final Writing writing;
    private final int deaths;

    /**
     * A step of the row's function.
     *
     * @param deaths how often the process may end during one delivery until the event is a dead letter
     */
    Step(
            FunctionRow row,
            FunctionTable table,
            FunctionInvocation functions,
            Broker broker,
            Listeners listeners,
            Writing writing,
            int deaths) {
        this.row = row;
        this.table = table;
        this.functions = functions;
        this.broker = broker;
        this.listeners = listeners;
        this.writing = writing;
        this.deaths = deaths;
    }

    /** Takes the event as far as it gets. */
    void take(Line line, Message message) throws JMSException, InterruptedException {
        EventMessage received = EventMessage.read(message);
        Event event;
        try {
            event = EventCodec.read(received.bytes());
        } catch (UnreadableEventException e) {
            String words = row.name() + ": " + e.getMessage();
            LOG.warnf("dead letter: %s", words);
            bury(
                    line,
                    received,
                    words,
                    Optional.of(Endings.unreadable(row.name(), received.id(), words, received.round(), line.now())));
            return;
        }
        if (message.getIntProperty(DELIVERY_COUNT) > deaths) {
            giveUp(
                    line,
                    received,
                    event,
                    row.name() + " was given up: the process ended " + deaths + " times in the middle of it");
            return;
        }
        run(line, received, event);
    }

    private void run(Line line, EventMessage received, Event event) throws JMSException, InterruptedException {
        Instant begin = line.now();
        listeners.tell(listener -> listener.delivered(row.name(), event));
        List<Event> next;
        List<Letter> letters;
        try {
            next = functions.invoke(row.name(), event.data());
            requireDeclared(next);
            letters = Line.letters(table, next, received.turn(), line.now());
        } catch (InterruptedException e) {
            line.rollback();
            throw e;
        } catch (Exception e) {
            fail(line, received, event, e);
            return;
        }
        send(line, letters);
        listeners.tell(listener -> listener.succeeded(row.name(), event, next, Duration.between(begin, line.now())));
        next.forEach(one -> listeners.tell(listener -> listener.published(one)));
    }

    private void requireDeclared(List<Event> next) {
        for (Event event : next) {
            if (!row.emits().contains(event.type())) {
                throw new IllegalStateException(
                        "it returned a " + event.type().wire() + ", which its row in functions.yaml does not emit");
            }
        }
    }

    private void fail(Line line, EventMessage received, Event event, Exception failure) throws JMSException {
        EventMessage failed = received.failedAgain();
        Delivery delivery = Delivery.after(row, failed.attempts(), failure);
        Optional<Duration> pause = delivery.fold(retry -> Optional.of(retry.pause()), dead -> Optional.empty());
        String reason = delivery.fold(retry -> retry.reason(), dead -> dead.reason());
        if (pause.isEmpty()) {
            giveUp(line, failed, event, reason);
            return;
        }
        line.sendAgain(Queues.events(row.name()), failed, pause.get());
        line.commit();
        LOG.infof(
                "%s: %s; again in %s ms",
                event.data().subject(), reason, pause.get().toMillis());
        listeners.tell(listener -> listener.failed(row.name(), event, reason, pause.get()));
    }

    private void giveUp(Line line, EventMessage received, Event event, String reason) throws JMSException {
        bury(line, received, reason, Endings.of(row.name(), event, reason, received.round(), line.now()));
        LOG.warnf("dead letter: %s %s: %s", event.type().wire(), event.data().subject(), reason);
        listeners.tell(listener -> listener.deadLettered(row.name(), event, reason));
    }

    private void bury(Line line, EventMessage received, String reason, Optional<Event> ending) throws JMSException {
        line.sendAgain(Queues.dead(row.name()), received.givenUp(reason, line.now()), Duration.ZERO);
        List<Event> endings = ending.stream().toList();
        send(line, Line.letters(table, endings, received.turn(), line.now()));
        endings.forEach(one -> listeners.tell(listener -> listener.published(one)));
    }

    /** Sends them and commits, with them, all that was done on the line before. */
    private void send(Line line, List<Letter> letters) throws JMSException {
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
