package io.bakehouse.engine.sinks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Event;
import java.time.Instant;

/**
 * An incoming webhook of Slack, or of Mattermost, which takes the text and ignores the rest. A question to people has
 * buttons. Source: Slack, "Sending messages using incoming webhooks", "Formatting text for app surfaces", "Button element".
 */
record SlackMessage() implements SinkMessage {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public Post of(Event event, Instant now) {
        Words words = Words.of(event);
        String text = "*" + escaped(words.family()) + "*: " + escaped(words.text());
        ObjectNode body = JSON.objectNode().put("text", text);
        String bake = Words.asked(event);
        if (bake != null) {
            ArrayNode blocks = body.putArray("blocks");
            blocks.addObject()
                    .put("type", "section")
                    .putObject("text")
                    .put("type", "mrkdwn")
                    .put("text", text);
            ArrayNode buttons = blocks.addObject().put("type", "actions").putArray("elements");
            buttons.add(button("Approve", "primary", "approve", bake));
            buttons.add(button("Reject", "danger", "reject", bake));
        }
        return Words.post(body);
    }

    private static ObjectNode button(String label, String style, String action, String bake) {
        ObjectNode button = JSON.objectNode().put("type", "button").put("style", style);
        button.putObject("text").put("type", "plain_text").put("text", label);
        return button.put("action_id", action).put("value", action + " " + bake);
    }

    /** The three characters with which links and mentions begin. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
