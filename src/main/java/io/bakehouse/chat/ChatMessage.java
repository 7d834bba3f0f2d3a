package io.bakehouse.chat;

import io.bakehouse.access.ChatUser;
import io.bakehouse.webhook.MalformedException;
import java.util.LinkedHashMap;
import java.util.List;
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
    /** Characters of an id; those of all products are far shorter. */
    private static final int LONGEST_ID = 255;

    /** Characters of an address for answers. */
    private static final int LONGEST_REPLY = 2_000;

    /** What is kept of it travels in an event, whose size is limited: nothing of it may be of any length. */
    public ChatMessage {
        for (String part : List.of(user.team(), user.user(), user.channel())) {
            requireAtMost(LONGEST_ID, part, "an id");
        }
        reply.ifPresent(address -> requireAtMost(LONGEST_REPLY, address, "the address for answers"));
        name = name.length() <= LONGEST_ID ? name : name.substring(0, LONGEST_ID);
        details = Map.copyOf(details);
    }

    private static void requireAtMost(int longest, String text, String what) {
        if (text.length() > longest) {
            throw new MalformedException(what + " in the message has more than " + longest + " characters");
        }
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
