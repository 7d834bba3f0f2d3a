package io.bakehouse.engine.local;

import io.bakehouse.engine.FunctionRow;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jboss.logging.Logger;

/**
 * An ActiveMQ Artemis of its own that several processes share, set up as {@code infra/local/broker/broker.xml} says. It may
 * go away and come back at any time.
 */
final class SharedBroker implements Broker {
    private static final Logger LOG = Logger.getLogger(SharedBroker.class);

    private final ActiveMQConnectionFactory factory;
    private final List<String> functions;
    private final Link link;
    private final Lines asking;
    private final Map<String, Long> depths = new ConcurrentHashMap<>();
    private final AtomicBoolean greeted = new AtomicBoolean();

    /**
     * Whoever first needs the broker connects to it.
     *
     * @param name of the broker, for people
     */
    SharedBroker(String name, ActiveMQConnectionFactory factory, List<FunctionRow> functions, InstantSource clock) {
        this.factory = factory;
        this.functions = functions.stream().map(FunctionRow::name).toList();
        this.link = new Link(name, this::connect, clock);
        this.asking = new Lines(() -> link.line(false));
    }

    private Connection connect() throws JMSException {
        Connection connection = factory.createConnection();
        if (greeted.compareAndSet(false, true)) {
            ForgottenQueues.complain(connection, functions);
        }
        return connection;
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public String trouble() {
        return link.trouble();
    }

    /** Nobody knows before the broker refuses something. */
    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public boolean tellsDuplicates() {
        return false;
    }

    @Override
    public boolean hasSeen(String queue, String id) {
        return false;
    }

    @Override
    public long depth(String queue) {
        if (link.trouble().isEmpty()) {
            try {
                asking.use(line -> depths.put(queue, depth(line, queue)));
            } catch (JMSException e) {
                LOG.debugf("the depth of %s is not known: %s", queue, e.getMessage());
            }
        }
        return depths.getOrDefault(queue, 0L);
    }

    private static long depth(Line line, String queue) throws JMSException {
        try {
            return line.core().queueQuery(SimpleString.of(queue)).getMessageCount();
        } catch (ActiveMQException e) {
            JMSException failure = new JMSException(e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    public void close() {
        link.close();
        factory.close();
    }
}
