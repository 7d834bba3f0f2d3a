package io.bakehouse.engine.local;

import io.bakehouse.engine.local.KeptEvents.Forwarding;
import io.bakehouse.engine.local.KeptEvents.Kept;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sends on the events of one queue whose time has come, one after the other. */
final class ForwardLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(ForwardLoop.class);
    private static final Duration LOOK_UP = Duration.ofMillis(250);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final String name;
    private final Broker broker;
    private final Forwarding forwarding;
    private final CountDownLatch stop;

    ForwardLoop(String name, Broker broker, Forwarding forwarding, CountDownLatch stop) {
        this.name = name;
        this.broker = broker;
        this.forwarding = forwarding;
        this.stop = stop;
    }

    @Override
    public void run() {
        try {
            do {
                try {
                    forwardAll();
                } catch (JMSException | RuntimeException e) {
                    if (stop.getCount() > 0) {
                        LOG.warnf("events for %s are kept, and sent again in a moment: %s", name, e.getMessage());
                    }
                }
            } while (!isStopped(AFTER_TROUBLE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forwardAll() throws JMSException, InterruptedException {
        try (Line line = broker.link().line(true)) {
            MessageConsumer consumer = line.consumer(Queues.events(name));
            while (line.isLive() && !isStopped(Duration.ZERO)) {
                Message message = consumer.receive(LOOK_UP.toMillis());
                if (message != null) {
                    forward(line, message);
                }
            }
        }
    }

    private void forward(Line line, Message message) throws JMSException, InterruptedException {
        EventMessage event = EventMessage.read(message);
        try {
            forwarding.forward(new Kept(name, event.id(), event.body(), event.attempts(), event.round()));
        } catch (RuntimeException e) {
            // The queue delivers it again after a pause, and others before it.
            line.rollback();
            throw e;
        }
        line.commit();
    }

    private boolean isStopped(Duration within) throws InterruptedException {
        return stop.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }
}
