package io.bakehouse.chat;

import io.bakehouse.access.ChatUser;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came from a chat product.
 *
 * @param event the product's word for it
 * @param user who wrote it and where, by ids
 * @param name what they call themselves, for people only
 * @param text the command, as somebody wrote it or a button carries it
 * @param id what tells this message from all others
 * @param reply address for later answers, a secret; empty when the product has none
 * @param details what else it says, for people who set the product up
 */
public record ChatMessage(
        Kind kind,
        String event,
        ChatUser user,
        String name,
        String text,
        String id,
        Optional<String> reply,
        Map<String, Object> details) {
    public ChatMessage {
        details = Map.copyOf(details);
    }

    /** What is wanted. */
    public enum Kind {
        COMMAND,
        BUTTON,
        /** Is somebody there? */
        PING,
        SSL_CHECK
    }

    /** Everything that was read, except secrets. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        boolean asks = kind == Kind.COMMAND || kind == Kind.BUTTON;
        facts.put("event", event);
        facts.put("kind", kind.name().toLowerCase(Locale.ROOT));
        facts.put("status", asks ? "command" : "test");
        if (asks) {
            facts.put("text", text);
            facts.put("user", user.user());
            facts.put("account", user.account());
            facts.put("channel", user.place());
        }
        facts.putAll(details);
        return facts;
    }

    /** Says who asked, and nothing that may be secret. */
    @Override
    public String toString() {
        return event + " of " + user.account();
    }
}
