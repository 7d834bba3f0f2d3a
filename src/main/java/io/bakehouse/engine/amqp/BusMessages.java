package io.bakehouse.engine.amqp;

import io.bakehouse.engine.Publisher;
import io.bakehouse.function.Receipt;
import io.bakehouse.function.ReceiveNotification;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What becomes of one message of the bus. Its body is never logged: some hold the live tokens of their callers. */
@Singleton
final class BusMessages {
    private static final Logger LOG = Logger.getLogger(BusMessages.class);
    private static final int LARGEST = 1 << 20;

    private final ReceiveNotification function;
    private final Publisher publisher;
    private final MeterRegistry metrics;

    BusMessages(ReceiveNotification function, Publisher publisher, MeterRegistry metrics) {
        this.function = function;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /**
     * Returns when the events that it makes are on disk, if there are any.
     *
     * @throws io.bakehouse.engine.QueueUnavailableException when they are not
     */
    void take(String exchange, byte[] body) {
        if (body.length > LARGEST) {
            malformed(exchange, "it has more than " + LARGEST + " bytes");
            return;
        }
        Receipt receipt = function.fromBus(body);
        if (receipt.isProblem()) {
            malformed(exchange, String.join("; ", receipt.words()));
            return;
        }
        if (!receipt.events().isEmpty()) {
            publisher.publish(receipt.events());
        }
        count(receipt.events().isEmpty() ? "uninteresting" : "looked");
    }

    private void malformed(String exchange, String why) {
        LOG.warnf("a notification of the exchange '%s' was dropped: %s", exchange, why);
        count("malformed");
    }

    private void count(String outcome) {
        metrics.counter("bakehouse.notifications", "outcome", outcome).increment();
    }
}
