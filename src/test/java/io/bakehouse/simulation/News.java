package io.bakehouse.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.access.Access;
import io.bakehouse.function.ReceiveNotification;
import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What Glance would put on the bus, and the events that come of it. */
public final class News {
    private static final ObjectMapper JSON = new ObjectMapper();

    private News() {}

    /** Glance has saved a change of that image. */
    public static List<Event> of(String event, Image image, InstantSource clock) {
        ObjectNode message = JSON.createObjectNode().put("message_id", image.id() + event);
        message.put("event_type", event).put("priority", "INFO");
        ObjectNode payload = message.putObject("payload").put("id", image.id());
        payload.put(
                "status",
                event.equals("image.delete")
                        ? "deleted"
                        : image.status().toString().toLowerCase(java.util.Locale.ROOT));
        ObjectNode properties = payload.putObject("properties");
        image.properties().forEach(properties::put);
        String body = JSON.createObjectNode()
                .put("oslo.version", "2.0")
                .put("oslo.message", message.toString())
                .toString();
        return new ReceiveNotification(Access.byToken(Optional.empty()), clock)
                .fromBus(body.getBytes(StandardCharsets.UTF_8))
                .events();
    }
}
