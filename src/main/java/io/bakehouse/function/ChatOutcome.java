package io.bakehouse.function;

import io.bakehouse.chat.ChatText;
import io.bakehouse.model.Event;
import java.util.List;

/**
 * What became of a command from a chat.
 *
 * @param text what its author is told
 * @param events what has to be published for it to happen
 * @param bake id of the bake that it began; null for none
 */
public record ChatOutcome(ChatText text, List<Event> events, String bake) {
    public ChatOutcome {
        events = List.copyOf(events);
    }

    static ChatOutcome told(ChatText text) {
        return new ChatOutcome(text, List.of(), null);
    }
}
