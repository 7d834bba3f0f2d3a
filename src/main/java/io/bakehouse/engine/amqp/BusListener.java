package io.bakehouse.engine.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.bakehouse.platform.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Listens to the bus until it is told to stop. Whatever fails, the bus, the connection or an exchange that is not there
 * yet, everything is set up anew after a while: notifications make looks faster, and nothing waits for them.
 */
final class BusListener implements Runnable {
    private static final Logger LOG = Logger.getLogger(BusListener.class);
    private static final String CLIENT = "bakehouse";
    private static final int AT_A_TIME = 50;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LOOK_UP = Duration.ofSeconds(1);
    /** After this time exchanges that were missing are looked for again. */
    private static final Duration MISSING = Duration.ofSeconds(30);
    /** A bakery whose own queue is out of order takes the same message again after this time. */
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(1);

    private final ConnectionFactory factory;
    private final BusQueue queue;
    private final BusMessages messages;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final InstantSource clock;
    private volatile boolean listening;
    private String said = "";

    BusListener(ConnectionFactory factory, BusQueue queue, BusMessages messages, InstantSource clock) {
        this.factory = factory;
        this.queue = queue;
        this.messages = messages;
        this.clock = clock;
    }

    boolean isListening() {
        return listening;
    }

    void stop() {
        stop.countDown();
    }

    @Override
    public void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!isStopped(Duration.ZERO)) {
                try (Connection connection = factory.newConnection(CLIENT)) {
                    listen(connection);
                    pause = FIRST_PAUSE;
                } catch (IOException | TimeoutException | RuntimeException e) {
                    pause = listening ? FIRST_PAUSE : pause;
                    listening = false;
                    say("no notifications from " + address() + "; everything is looked at by the clock: " + words(e));
                }
                listening = false;
                if (isStopped(pause)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listening = false;
        }
    }

    /** Returns when it is told to stop, or to look again for an exchange that is missing, and throws when the connection is lost. */
    private void listen(Connection connection) throws IOException, TimeoutException, InterruptedException {
        Channel channel = connection.createChannel();
        channel.basicQos(AT_A_TIME);
        List<String> missing = queue.declare(connection, channel);
        CountDownLatch lost = new CountDownLatch(1);
        connection.addShutdownListener(cause -> lost.countDown());
        channel.addShutdownListener(cause -> lost.countDown());
        channel.basicConsume(queue.name(), false, (tag, delivery) -> take(channel, delivery), tag -> lost.countDown());
        listening = missing.size() < queue.exchanges().size();
        say("notifications: listening to " + address() + words(missing));
        Instant again = clock.instant().plus(MISSING);
        while (!isStopped(Duration.ZERO)
                && (missing.isEmpty() || clock.instant().isBefore(again))) {
            if (lost.await(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the connection or the queue '" + queue.name() + "' was lost");
            }
        }
    }

    /** Once, and again when something else is the matter. */
    private void say(String words) {
        if (!words.equals(said)) {
            LOG.log(listening ? Logger.Level.INFO : Logger.Level.WARN, words);
            said = words;
        }
    }

    private String address() {
        return factory.getHost() + ":" + factory.getPort();
    }

    private void take(Channel channel, Delivery delivery) throws IOException {
        long tag = delivery.getEnvelope().getDeliveryTag();
        try {
            messages.take(delivery.getEnvelope().getExchange(), delivery.getBody());
            channel.basicAck(tag, false);
        } catch (RuntimeException e) {
            LOG.warnf("a notification could not be accepted now: %s", words(e));
            try {
                isStopped(AFTER_REFUSAL);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            channel.basicNack(tag, false, true);
        }
    }

    private boolean isStopped(Duration within) throws InterruptedException {
        return stop.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String words(List<String> missing) {
        return missing.isEmpty() ? "" : "; exchanges that are not there yet: " + missing;
    }

    private static String words(Throwable failure) {
        Throwable cause = failure.getMessage() == null && failure.getCause() != null ? failure.getCause() : failure;
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return Redaction.redact(message).replaceAll("\\s+", " ");
    }
}
