package io.bakehouse.realcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.bakehouse.program.Patience;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When Glance itself says that images became active, heard on a queue of this test's own. */
final class GlanceNews implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Map<String, Instant> active = new ConcurrentHashMap<>();

    GlanceNews(String url) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url);
        connection = factory.newConnection("bakehouse-test");
        Channel channel = connection.createChannel();
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "glance", "notifications.info");
        channel.basicConsume(queue, true, (tag, delivery) -> hear(delivery.getBody()), tag -> {});
    }

    private void hear(byte[] body) throws IOException {
        JsonNode message =
                JSON.readTree(JSON.readTree(body).path("oslo.message").asText());
        JsonNode payload = message.path("payload");
        if (payload.path("status").asText().equals("active")) {
            Instant at = Instant.parse(message.path("timestamp").asText().replace(' ', 'T') + "Z");
            active.putIfAbsent(payload.path("id").asText(), at);
        }
    }

    /** The time of the first message that calls the image active. */
    Instant activeAt(String image) {
        Patience.until(LONGEST, () -> active.containsKey(image), () -> "Glance said nothing of " + image);
        return active.get(image);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
