package io.bakehouse.engine.sinks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Event;
import java.time.Instant;

/**
 * An incoming webhook of Microsoft Teams, made by a workflow: one Adaptive Card, whose text runs are plain text. Source:
 * Microsoft Teams, "Create an Incoming Webhook"; Adaptive Cards schema, "RichTextBlock".
 */
record TeamsMessage() implements SinkMessage {
    @Override
    public Post of(Event event, Instant now) {
        Words words = Words.of(event);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "message");
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
        ObjectNode card = attachment
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.2");
        ArrayNode runs =
                card.putArray("body").addObject().put("type", "RichTextBlock").putArray("inlines");
        runs.addObject().put("type", "TextRun").put("text", words.family()).put("weight", "Bolder");
        runs.addObject().put("type", "TextRun").put("text", ": " + words.text());
        return Words.post(body);
    }
}
