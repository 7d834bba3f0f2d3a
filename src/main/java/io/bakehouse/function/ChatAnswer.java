package io.bakehouse.function;

import io.bakehouse.chat.ChatMessage;
import io.bakehouse.chat.ChatText;
import io.bakehouse.model.CommandRequested;
import io.bakehouse.model.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody in a chat is answered at once.
 *
 * @param status 200, or 401 for whoever does not prove who they are
 * @param text what to show; null for nothing
 * @param raw the whole body where the product itself asks; null otherwise
 * @param events what has to be published before the answer
 * @param inline a command that has to be carried out now, because there is no way to answer later
 * @param explained what the message means, for people who set the product up; null unless they asked
 */
public record ChatAnswer(
        int status,
        ChatMessage message,
        ChatText text,
        String raw,
        List<Event> events,
        Optional<CommandRequested> inline,
        Map<String, Object> explained) {
    public ChatAnswer {
        events = List.copyOf(events);
    }

    static ChatAnswer refused() {
        return new ChatAnswer(401, null, null, null, List.of(), Optional.empty(), null);
    }

    static ChatAnswer malformed(int status, String words) {
        return new ChatAnswer(status, null, null, words, List.of(), Optional.empty(), null);
    }

    static ChatAnswer raw(String body) {
        return new ChatAnswer(200, null, null, body, List.of(), Optional.empty(), null);
    }

    static ChatAnswer told(ChatMessage message, ChatText text, List<Event> events) {
        return new ChatAnswer(200, message, text, null, events, Optional.empty(), null);
    }

    static ChatAnswer inline(ChatMessage message, CommandRequested asked) {
        return new ChatAnswer(200, message, null, null, List.of(), Optional.of(asked), null);
    }

    static ChatAnswer explained(Map<String, Object> facts) {
        return new ChatAnswer(200, null, null, null, List.of(), Optional.empty(), facts);
    }
}
