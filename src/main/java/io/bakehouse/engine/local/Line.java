package io.bakehouse.engine.local;

import io.bakehouse.engine.EventCodec;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.engine.Turn;
import io.bakehouse.model.Event;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
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
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;

/**
 * One session with the broker, for one thread at a time. In a transacted session what it sends counts when it is
 * committed; in any other, each event is on disk when the call returns.
 */
final class Line implements AutoCloseable {

    /**
     * One event on its way to one queue.
     *
     * @param once the queue drops the letter when it has had one with that; null for one that it always takes
     */
    record Letter(String queue, EventMessage message, Duration delay, String once) {}

    private final Session session;
    private final InstantSource clock;
    private final BooleanSupplier live;
    private final Map<String, MessageProducer> producers = new HashMap<>();

    /**
     * A line on that session.
     *
     * @param live whether its connection is not lost
     */
    Line(Session session, InstantSource clock, BooleanSupplier live) {
        this.session = session;
        this.clock = clock;
        this.live = live;
    }

    /** Whether it can still be used, as far as one knows. */
    boolean isLive() {
        return live.getAsBoolean();
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
                    EventMessage message = EventMessage.fresh(event.id(), bytes, turn, now);
                    letters.add(new Letter(queue, message, delay, event.id()));
                }
            }
        }
        return letters;
    }

    /** Sends it; the queue drops one that it has had. */
    void send(Letter letter) throws JMSException {
        MessageProducer producer = producers.get(letter.queue());
        if (producer == null) {
            producer = session.createProducer(session.createQueue(letter.queue()));
            producers.put(letter.queue(), producer);
        }
        producer.setDeliveryDelay(letter.delay().toMillis());
        producer.setPriority(letter.message().priority());
        producer.send(letter.message().write(session, letter.once()));
    }

    MessageConsumer consumer(String queue) throws JMSException {
        return session.createConsumer(session.createQueue(queue));
    }

    QueueBrowser browser(String queue) throws JMSException {
        return session.createBrowser(session.createQueue(queue));
    }

    /** The session in the broker's own protocol, which can ask for more than JMS knows. */
    ClientSession core() {
        return ((ActiveMQSession) session).getCoreSession();
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
