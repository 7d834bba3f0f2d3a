package io.bakehouse.chat;

import io.bakehouse.platform.ChatReplies;
import io.bakehouse.webhook.MalformedException;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Duration;

/** One chat product: how it says what people write, and what answers it can show. */
public interface ChatProduct {
    /** Its name in paths and settings. */
    String name();

    /**
     * Reads what came; whether it really came from there is another matter.
     *
     * @throws MalformedException when it is not what the product sends
     */
    ChatMessage read(WebhookRequest request);

    /** The JSON with which a request is answered at once. */
    String answer(ChatMessage message, ChatText text);

    /** What answers a ping. */
    default String pong() {
        return "";
    }

    /** Whether people see the answer to that message's request; else it must be sent to the reply address. */
    default boolean showsAnswer(ChatMessage message) {
        return true;
    }

    /** Whether the request carries a ticket that we gave to nobody but the product. */
    default boolean isTicketed(WebhookRequest request) {
        return false;
    }

    /**
     * A later answer.
     *
     * @param address as {@link ChatMessage#reply()} gave it
     * @param replace whether the message before is changed, where the product can do that
     */
    ChatReplies.Reply later(String address, ChatText text, boolean replace);

    /** What later answers are possible. */
    Later limits();

    /**
     * Limits of the reply address.
     *
     * @param window how long after the message it can be used
     * @param posts how often
     * @param edits whether one message can be changed, or each is a new one
     */
    record Later(Duration window, int posts, boolean edits) {}
}
