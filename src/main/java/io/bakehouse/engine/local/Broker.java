package io.bakehouse.engine.local;

import io.bakehouse.engine.QueueUnavailableException;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jboss.logging.Logger;

/** The broker inside this process: an embedded ActiveMQ Artemis with its journal in the data folder. */
final class Broker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long CALL_LIMIT_MILLIS = 10_000;

    private final DataFolder folder;
    private final String url;
    private final ActiveMQServer server;

    private Broker(DataFolder folder, String url, ActiveMQServer server) {
        this.folder = folder;
        this.url = url;
        this.server = server;
    }

    /**
     * Starts the broker with two queues for each of those names, which are functions.
     *
     * @param deliveries how often an event is delivered that is neither acknowledged nor refused
     */
    static Broker start(DataFolder folder, List<String> names, int deliveries) {
        String url = "vm://" + COUNT.incrementAndGet();
        try {
            ActiveMQServer server = new ActiveMQServerImpl(BrokerSettings.of(folder, url, names, deliveries));
            server.start();
            Broker broker = new Broker(folder, url, server);
            if (!broker.isUp()) {
                broker.close();
                throw new QueueUnavailableException("the embedded queue did not start", null);
            }
            broker.complainOfForgotten(names);
            return broker;
        } catch (QueueUnavailableException e) {
            throw e;
        } catch (Exception e) {
            throw new QueueUnavailableException(
                    "the embedded queue in " + folder.path() + " did not start: " + e.getMessage(), e);
        }
    }

    /** The way in for clients in this process. */
    ConnectionFactory connections() throws JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
        factory.setCallTimeout(CALL_LIMIT_MILLIS);
        factory.setReconnectAttempts(0);
        // What is sent outside a transaction is on disk when the call returns.
        factory.setBlockOnDurableSend(true);
        // One event at a time per consumer: what waits in a buffer would wait behind a slow function.
        factory.setConsumerWindowSize(0);
        // A full queue fails a send; it never blocks one.
        factory.setProducerWindowSize(-1);
        return factory;
    }

    boolean isUp() {
        return server.isStarted() && server.isActive();
    }

    /** Whether there is too little space on disk to accept more. */
    boolean isFull() {
        return folder.isFull();
    }

    /** Whether the queue has had a message with that id, as far as it remembers. */
    boolean hasSeen(String queue, String id) {
        return server.getPostOffice()
                .getDuplicateIDCache(SimpleString.of(queue))
                .contains(SimpleString.of(id).getData());
    }

    /** Messages on the queue, those that are delivered or scheduled among them. */
    long depth(String queue) {
        Queue found = server.locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warnf("the embedded queue did not stop in good order: %s", e.getMessage());
        }
    }

    private void complainOfForgotten(List<String> functions) {
        List<String> known = functions.stream().map(Queues::events).toList();
        Arrays.stream(server.getPostOffice().getAddresses().toArray(SimpleString[]::new))
                .map(SimpleString::toString)
                .filter(queue -> Queues.isEvents(queue) && !known.contains(queue) && depth(queue) > 0)
                .forEach(queue -> LOG.warnf(
                        "%d events wait in %s, but functions.yaml has no such function any more", depth(queue), queue));
    }
}
