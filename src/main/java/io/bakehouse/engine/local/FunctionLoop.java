package io.bakehouse.engine.local;

import io.bakehouse.engine.FunctionRow;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One of the consumers of one function's queue: takes an event, does one step, and takes the next until it is told to stop. */
final class FunctionLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(FunctionLoop.class);
    private static final Duration LOOK_UP = Duration.ofMillis(250);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final FunctionRow row;
    private final Broker broker;
    private final Step step;
    private final CountDownLatch stop;

    FunctionLoop(FunctionRow row, Broker broker, Step step, CountDownLatch stop) {
        this.row = row;
        this.broker = broker;
        this.step = step;
        this.stop = stop;
    }

    @Override
    public void run() {
        try {
            while (!isStopped(Duration.ZERO)) {
                try {
                    takeEvents();
                } catch (JMSException | RuntimeException e) {
                    // That the broker is away is said once, by the link.
                    if (stop.getCount() > 0 && broker.trouble().isEmpty()) {
                        LOG.warnf("%s: the queue failed, trying again: %s", row.name(), e.getMessage());
                    }
                }
                if (isStopped(AFTER_TROUBLE)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // The time to finish is over. The event is still in the queue, because nothing was committed.
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when it is told to stop, when the connection is lost, or when the disk is full: what a function returns could not be published. */
    private void takeEvents() throws JMSException, InterruptedException {
        if (broker.isFull()) {
            return;
        }
        try (Line line = broker.link().line(true)) {
            MessageConsumer consumer = line.consumer(Queues.events(row.name()));
            while (line.isLive() && !isStopped(Duration.ZERO) && !broker.isFull()) {
                Message message = consumer.receive(LOOK_UP.toMillis());
                if (message != null) {
                    step.take(line, message);
                }
            }
        }
    }

    private boolean isStopped(Duration within) throws InterruptedException {
        return stop.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }
}
