package io.bakehouse.engine.local;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.UnreadableEventException;
import io.bakehouse.engine.local.Line.Letter;
import io.bakehouse.model.Event;
import io.bakehouse.platform.DeadLetter;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/** The queues of events that were given up. */
final class LocalDeadLetters {
    private static final String NO_REASON = "the process ended again and again in the middle of it";
    private final Link link;
    private final FunctionTable table;

    LocalDeadLetters(Link link, FunctionTable table) {
        this.link = link;
        this.table = table;
    }

    List<DeadLetter> list(int limit) {
        List<DeadLetter> found = new ArrayList<>();
        try (Line line = link.line(false)) {
            for (FunctionRow row : table.queued()) {
                try (QueueBrowser browser = line.browser(Queues.dead(row.name()))) {
                    Enumeration<?> messages = browser.getEnumeration();
                    while (found.size() < limit && messages.hasMoreElements()) {
                        found.add(describe(row.name(), EventMessage.read((Message) messages.nextElement())));
                    }
                }
            }
            return found;
        } catch (JMSException e) {
            throw new QueueUnavailableException("the dead letters cannot be read: " + e.getMessage(), e);
        }
    }

    int redrive(String function, int limit) {
        List<FunctionRow> rows = function.equals(Engine.ALL) ? table.queued() : List.of(table.row(function));
        int moved = 0;
        try (Line line = link.line(true)) {
            for (FunctionRow row : rows) {
                moved += redrive(line, row.name(), limit - moved);
            }
            return moved;
        } catch (JMSException e) {
            throw new QueueUnavailableException(
                    "redrive stopped after " + moved + " dead letters: " + e.getMessage(), e);
        }
    }

    /** In one transaction: an event that dies again at once must not be met again in the same round. */
    private static int redrive(Line line, String function, int limit) throws JMSException {
        int count = 0;
        try (MessageConsumer consumer = line.consumer(Queues.dead(function))) {
            Message message = null;
            while (count < limit && (message = consumer.receiveNoWait()) != null) {
                EventMessage again = EventMessage.read(message).redriven();
                line.send(new Letter(Queues.events(function), again, Duration.ZERO, null));
                count++;
            }
            line.commit();
        }
        return count;
    }

    private static DeadLetter describe(String function, EventMessage letter) {
        String reason = letter.reason() == null ? NO_REASON : letter.reason();
        String type = null;
        String subject = null;
        try {
            Event event = EventCodec.read(letter.bytes());
            type = event.type().wire();
            subject = event.data().subject();
        } catch (UnreadableEventException e) {
            // That is why it is here; the reason says so.
        }
        return new DeadLetter(function, letter.id(), type, subject, reason, letter.attempts(), letter.at());
    }
}
