package io.bakehouse.engine.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * The bakery's own queue on the bus. The queues that are there already belong to others, such as Ceilometer: who consumes
 * from those takes their messages away. It is bounded in length and goes by itself when nobody listens any more.
 */
record BusQueue(String name, List<String> exchanges) {
    private static final int LONGEST = 10_000;
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** What Nova publishes in either format, and Glance in its only one. */
    private static final List<String> ROUTING_KEYS = List.of(
            "notifications.info",
            "notifications.error",
            "versioned_notifications.info",
            "versioned_notifications.error");

    BusQueue {
        exchanges = List.copyOf(exchanges);
    }

    /** Declares it and binds it to those exchanges that exist; returns the others. */
    List<String> declare(Connection connection, Channel channel) throws IOException, TimeoutException {
        Map<String, Object> limits =
                Map.of("x-max-length", LONGEST, "x-overflow", "drop-head", "x-expires", (int) ABANDONED.toMillis());
        channel.queueDeclare(name, true, false, false, limits);
        List<String> missing = new ArrayList<>();
        for (String exchange : exchanges) {
            if (exists(connection, exchange)) {
                for (String key : ROUTING_KEYS) {
                    channel.queueBind(name, exchange, key);
                }
            } else {
                missing.add(exchange);
            }
        }
        return missing;
    }

    /** Asked on a channel of its own, because a no closes it. It is never declared here: its services know best how. */
    private static boolean exists(Connection connection, String exchange) throws IOException, TimeoutException {
        Channel asking = connection.createChannel();
        try {
            asking.exchangeDeclarePassive(exchange);
            asking.close();
            return true;
        } catch (IOException e) {
            if (asking.isOpen() || !connection.isOpen()) {
                throw e;
            }
            return false;
        }
    }
}
