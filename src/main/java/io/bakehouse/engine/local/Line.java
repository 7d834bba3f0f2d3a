package io.bakehouse.engine.local;

import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Event;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One session with the broker, for one thread at a time. In a transacted session what it sends counts when it is
 * committed; in any other, each event is on disk when the call returns.
 */
final class Line implements AutoCloseable {

    /** One event on its way to one queue. */
    record Letter(String queue, EventMessage message, Duration delay) {}

    private final Session session;
    private final InstantSource clock;
    private final Map<String, MessageProducer> producers = new HashMap<>();

    Line(Session session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
    }

    /**
     * One letter for each function that each event triggers, each id once per queue; none for a type that nobody waits
     * for.
     *
     * @throws io.bakehouse.engine.EventTooLargeException before anything is sent
     */
    static List<Letter> letters(FunctionTable table, List<Event> events, Turn turn, Instant now) {
        List<Letter> letters = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (Event event : events) {
            byte[] bytes = EventCodec.write(event, now);
            Duration ahead = event.notBefore() == null ? Duration.ZERO : Duration.between(now, event.notBefore());
            for (FunctionRow row : table.triggeredBy(event.type())) {
                String queue = Queues.events(row.name());
                if (written.add(queue + " " + event.id())) {
                    Duration delay = ahead.compareTo(row.delay()) > 0 ? ahead : row.delay();
                    letters.add(new Letter(queue, EventMessage.fresh(event.id(), bytes, turn, now), delay));
                }
            }
        }
        return letters;
    }

    /** Sends an event of which the queue takes only the first of its id. */
    void sendOnce(Letter letter) throws JMSException {
        send(letter, true);
    }

    /** Sends an event that comes back on purpose. */
    void sendAgain(String queue, EventMessage message, Duration delay) throws JMSException {
        send(new Letter(queue, message, delay), false);
    }

    private void send(Letter letter, boolean once) throws JMSException {
        MessageProducer producer = producers.get(letter.queue());
        if (producer == null) {
            producer = session.createProducer(session.createQueue(letter.queue()));
            producers.put(letter.queue(), producer);
        }
        producer.setDeliveryDelay(letter.delay().toMillis());
        producer.setPriority(letter.message().priority());
        producer.send(letter.message().write(session, once));
    }

    MessageConsumer consumer(String queue) throws JMSException {
        return session.createConsumer(session.createQueue(queue));
    }

    Instant now() {
        return clock.instant();
    }

    void commit() throws JMSException {
        session.commit();
    }

    void rollback() throws JMSException {
        session.rollback();
    }

    @Override
    public void close() throws JMSException {
        session.close();
    }
}
