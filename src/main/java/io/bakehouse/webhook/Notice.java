package io.bakehouse.webhook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One notification of Nova or Glance, without whatever may be secret in it. Source: oslo.messaging's envelope 2.0; Nova,
 * {@code doc/notification_samples}; Glance, {@code doc/source/admin/notifications.rst}.
 *
 * @param messageId the notification's own id, the same when it is delivered again; null when it has none
 * @param event such as {@code image.activate} or {@code instance.create.end}
 * @param image Glance's id, null when it is about no image
 * @param imageStatus as the message says it, null when it does not
 * @param server Nova's id, null when it is about no server
 * @param serverState Nova's {@code vm_state} in lower case, null when the message does not say it
 * @param request Nova's request id, null when there is none
 * @param marks our properties of the image or metadata of the server, as far as the message has them
 */
public record Notice(
        String messageId,
        String event,
        String image,
        String imageStatus,
        String server,
        String serverState,
        String request,
        Map<String, String> marks) {
    public Notice {
        marks = Map.copyOf(marks);
    }

    /** What people see of it; what it does not say is left out. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("event", event);
        facts.put("status", "other");
        put(facts, "image_id", image);
        put(facts, "image_status", imageStatus);
        put(facts, "instance_id", server);
        put(facts, "request_id", request);
        put(facts, "message_id", messageId);
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
