package io.bakehouse.function;

import io.bakehouse.access.Access;
import io.bakehouse.access.Admission;
import io.bakehouse.access.Replays;
import io.bakehouse.access.Rights;
import io.bakehouse.chat.ChatMessage;
import io.bakehouse.chat.ChatProduct;
import io.bakehouse.chat.Chats;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Confirmation;
import io.bakehouse.command.Grammar;
import io.bakehouse.model.CommandRequested;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Ids;
import io.bakehouse.platform.Sealed;
import io.bakehouse.webhook.MalformedException;
import io.bakehouse.webhook.WebhookRequest;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Triggered by what somebody writes or clicks in a chat. Guarantees an answer at once: it asks the cloud nothing, and a
 * command that may be given becomes an event. A second delivery makes the same event under the same id, and one with the
 * same signature is refused.
 */
@ApplicationScoped
public class AnswerChat {
    private final Chats chats;
    private final Access access;
    private final Replays replays;
    private final Commands commands;
    private final Grammar grammar;
    private final Confirmation confirmation;
    private final Sealed sealed;
    private final InstantSource clock;

    public AnswerChat(
            Chats chats,
            Access access,
            Replays replays,
            Commands commands,
            Grammar grammar,
            Confirmation confirmation,
            Sealed sealed,
            InstantSource clock) {
        this.chats = chats;
        this.access = access;
        this.replays = replays;
        this.commands = commands;
        this.grammar = grammar;
        this.confirmation = confirmation;
        this.sealed = sealed;
        this.clock = clock;
    }

    @Funq("answer-chat")
    public ChatAnswer answerChat(WebhookRequest request) {
        ChatProduct product = chats.named(request.sender())
                .orElseThrow(
                        () -> new IllegalArgumentException("no chat product is called '" + request.sender() + "'"));
        Instant now = clock.instant();
        boolean explain = request.parameter("explain").filter("true"::equals).isPresent();
        if (!isAdmitted(product, request, explain, now)) {
            return ChatAnswer.refused();
        }
        try {
            ChatMessage message = product.read(request);
            ChatWish wish = decide(message, grammar, commands, confirmation, access.chatRights(message.user()), now);
            return explain ? ChatAnswer.explained(wish.explained(message)) : answer(product, message, wish, now);
        } catch (MalformedException e) {
            return ChatAnswer.malformed(e.status(), e.getMessage());
        }
    }

    private boolean isAdmitted(ChatProduct product, WebhookRequest request, boolean explain, Instant now) {
        Optional<Admission> admission = access.admit(product.name(), request, now);
        if (admission.isEmpty()) {
            return product.isTicketed(request);
        }
        return explain || !admission.get().onlyOnce() || replays.isFirst(request);
    }

    static ChatWish decide(
            ChatMessage message,
            Grammar grammar,
            Commands commands,
            Confirmation confirmation,
            List<Rights> rights,
            Instant now) {
        return switch (message.kind()) {
            case PING, SSL_CHECK -> ChatWish.nothing();
            default -> ChatWish.of(message, grammar, commands, confirmation, rights, now);
        };
    }

    private ChatAnswer answer(ChatProduct product, ChatMessage message, ChatWish wish, Instant now) {
        if (message.kind() == ChatMessage.Kind.PING || message.kind() == ChatMessage.Kind.SSL_CHECK) {
            return ChatAnswer.raw(message.kind() == ChatMessage.Kind.PING ? product.pong() : "");
        }
        String reply = message.reply().map(sealed::seal).orElse(null);
        String cause =
                "chat-" + Ids.digest(message.user().place(), message.id()).substring(0, 24);
        CommandRequested asked = wish.request(message, cause, reply, now);
        boolean tells = wish.words() != null;
        if (tells && product.showsAnswer(message)) {
            return ChatAnswer.told(message, wish.text(), List.of());
        }
        if (reply == null) {
            return ChatAnswer.inline(message, asked);
        }
        return ChatAnswer.told(message, wish.text(), List.of(Event.of(EventType.COMMAND_REQUESTED, asked)));
    }
}
