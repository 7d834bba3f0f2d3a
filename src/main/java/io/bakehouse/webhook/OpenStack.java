package io.bakehouse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Notifications of Nova, versioned or not, and of Glance, as oslo.messaging sends them: JSON inside the JSON of its
 * envelope, or without that. Some carry the caller's live Keystone token deep inside, so only the few facts of a
 * {@link Notice} are taken out, and nothing else is kept, said or logged. Source: oslo.messaging,
 * {@code _drivers/common.py}; Nova, {@code doc/notification_samples}; Glance, {@code notifier.py}.
 */
public final class OpenStack implements Sender {
    private static final String ENVELOPE = "oslo.message";
    private static final String VERSIONED = "nova_object.data";
    private static final String OURS = "bakehouse_";
    private static final int MOST_MARKS = 64;
    private static final int LONGEST = 255;

    @Override
    public String name() {
        return "openstack";
    }

    @Override
    public Reading read(WebhookRequest request, Instant now) {
        return new Reading.Noticed(notice(request.body()), Map.of());
    }

    /**
     * The notification in those bytes.
     *
     * @throws MalformedException when they are none
     */
    public static Notice notice(byte[] body) {
        return notice(JsonBody.read(body));
    }

    /** Whether the JSON is such a message, whoever passed it on. */
    static boolean isNotification(JsonNode json) {
        return json.path(ENVELOPE).isTextual() || (json.path("event_type").isTextual() && json.has("payload"));
    }

    /**
     * The notification, out of its envelope or without one.
     *
     * @throws MalformedException when it is none
     */
    static Notice notice(JsonNode json) {
        JsonNode inner = json.path(ENVELOPE);
        JsonNode message = inner.isTextual() ? JsonBody.read(inner.textValue().getBytes(StandardCharsets.UTF_8)) : json;
        String event = word(message, "event_type");
        String id = word(message, "message_id");
        if (event == null) {
            throw new MalformedException("this is no notification of oslo.messaging: it has no event_type");
        }
        String request = word(message, "_context_request_id");
        JsonNode payload = message.path("payload");
        if (event.startsWith("image.")) {
            return ofImage(id, event, request, payload);
        }
        if (event.startsWith("instance.")) {
            return ofServer(id, event, request, payload.path(VERSIONED), "uuid");
        }
        if (event.startsWith("compute.instance.")) {
            return ofServer(id, event, request, payload, "instance_id");
        }
        // What Nova calls a failed snapshot: the name of its own function.
        JsonNode args = event.equals("snapshot_instance") ? payload.path("args") : payload;
        String server = word(args.path("instance"), "uuid");
        String image = server == null ? null : word(args, "image_id");
        return new Notice(id, event, image, null, server, null, request, Map.of());
    }

    /** The payload is the image; a member or a download names it only, and of a broken upload there is just a text. */
    private static Notice ofImage(String id, String event, String request, JsonNode payload) {
        JsonNode properties = payload.path("properties");
        boolean whole = properties.isObject();
        return new Notice(
                id,
                event,
                word(payload, whole ? "id" : "image_id"),
                whole ? word(payload, "status") : null,
                word(properties, "instance_uuid"),
                null,
                request,
                marks(properties));
    }

    private static Notice ofServer(String id, String event, String request, JsonNode server, String key) {
        String state = word(server, "state");
        return new Notice(
                id,
                event,
                word(server, "snapshot_image_id"),
                null,
                word(server, key),
                state == null ? null : state.toLowerCase(Locale.ROOT),
                request,
                marks(server.path("metadata")));
    }

    private static Map<String, String> marks(JsonNode all) {
        Map<String, String> marks = new HashMap<>();
        all.properties().forEach(property -> {
            String value = word(all, property.getKey());
            if (property.getKey().startsWith(OURS) && value != null && marks.size() < MOST_MARKS) {
                marks.put(property.getKey(), value);
            }
        });
        return marks;
    }

    /** The member's text; what is too long for an id, a state or a mark counts as missing. */
    private static String word(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isTextual() && value.textValue().length() <= LONGEST ? value.textValue() : null;
    }
}
