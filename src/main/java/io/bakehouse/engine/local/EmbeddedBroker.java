package io.bakehouse.engine.local;

import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.QueueUnavailableException;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jboss.logging.Logger;

/**
 * The broker inside this process: an embedded ActiveMQ Artemis with its journal in the data folder, which it lets go when
 * it is closed.
 */
final class EmbeddedBroker implements Broker {
    private static final Logger LOG = Logger.getLogger(EmbeddedBroker.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long CALL_LIMIT_MILLIS = 10_000;

    private final DataFolder folder;
    private final String url;
    private final ActiveMQServer server;
    private final Link link;

    private EmbeddedBroker(DataFolder folder, String url, ActiveMQServer server, InstantSource clock) {
        this.folder = folder;
        this.url = url;
        this.server = server;
        this.link = new Link("the embedded queue", this::connect, clock);
    }

    /**
     * Starts the broker with two queues for each function; lets the folder go when it does not start.
     *
     * @param deliveries how often an event is delivered that is neither acknowledged nor refused
     */
    static EmbeddedBroker start(DataFolder folder, List<FunctionRow> functions, int deliveries, InstantSource clock) {
        List<String> names = functions.stream().map(FunctionRow::name).toList();
        return named(folder, names, deliveries, clock);
    }

    /** The same with two queues for each of those names. */
    static EmbeddedBroker named(DataFolder folder, List<String> names, int deliveries, InstantSource clock) {
        String url = "vm://" + COUNT.incrementAndGet();
        try {
            ActiveMQServer server = new ActiveMQServerImpl(BrokerSettings.of(folder, url, names, deliveries));
            server.start();
            EmbeddedBroker broker = new EmbeddedBroker(folder, url, server, clock);
            if (!broker.isUp()) {
                server.stop();
                throw new QueueUnavailableException("the embedded queue did not start", null);
            }
            broker.complainOfForgotten(names);
            return broker;
        } catch (QueueUnavailableException e) {
            folder.close();
            throw e;
        } catch (Exception e) {
            folder.close();
            throw new QueueUnavailableException(
                    "the embedded queue in " + folder.path() + " did not start: " + e.getMessage(), e);
        }
    }

    private Connection connect() throws JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
        factory.setCallTimeout(CALL_LIMIT_MILLIS);
        factory.setReconnectAttempts(0);
        // What is sent outside a transaction is on disk when the call returns.
        factory.setBlockOnDurableSend(true);
        // One event at a time per consumer: what waits in a buffer would wait behind a slow function.
        factory.setConsumerWindowSize(0);
        // A full queue fails a send; it never blocks one.
        factory.setProducerWindowSize(-1);
        return factory.createConnection();
    }

    @Override
    public Link link() {
        return link;
    }

    private boolean isUp() {
        return server.isStarted() && server.isActive();
    }

    @Override
    public String trouble() {
        if (!isUp()) {
            return "the embedded queue has stopped; see the log, then restart";
        }
        return isFull() ? "the disk of the data folder is full" : "";
    }

    @Override
    public boolean tellsDuplicates() {
        return true;
    }

    @Override
    public boolean isFull() {
        return folder.isFull();
    }

    @Override
    public boolean hasSeen(String queue, String id) {
        return server.getPostOffice()
                .getDuplicateIDCache(SimpleString.of(queue))
                .contains(SimpleString.of(id).getData());
    }

    @Override
    public long depth(String queue) {
        Queue found = server.locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }

    @Override
    public void close() {
        link.close();
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warnf("the embedded queue did not stop in good order: %s", e.getMessage());
        }
        folder.close();
    }

    private void complainOfForgotten(List<String> functions) {
        List<String> known = functions.stream().map(Queues::events).toList();
        Arrays.stream(server.getPostOffice().getAddresses().toArray(SimpleString[]::new))
                .map(SimpleString::toString)
                .filter(queue -> Queues.isEvents(queue) && !known.contains(queue))
                .forEach(queue -> ForgottenQueues.complain(queue, depth(queue)));
    }
}
