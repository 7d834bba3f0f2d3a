package io.bakehouse.engine.http;

import io.bakehouse.chat.ChatProduct;
import io.bakehouse.chat.ChatText;
import io.bakehouse.chat.Chats;
import io.bakehouse.engine.Publisher;
import io.bakehouse.function.AnswerChat;
import io.bakehouse.function.ChatAnswer;
import io.bakehouse.webhook.WebhookRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers one request of a chat product, on whichever path it came. */
@Singleton
public class ChatRequests {
    private static final int LARGEST = 256 * 1024;

    private final AnswerChat function;
    private final InlineCommands inline;
    private final Chats chats;
    private final Publisher publisher;
    private final SenderLoad load;

    ChatRequests(AnswerChat function, InlineCommands inline, Chats chats, Publisher publisher, SenderLoad load) {
        this.function = function;
        this.inline = inline;
        this.chats = chats;
        this.publisher = publisher;
        this.load = load;
    }

    /** The answer, once the events are on disk. */
    Response receive(WebhookRequest request) {
        if (request.body().length > LARGEST) {
            throw Problems.of(413, "a message of a chat has at most " + LARGEST + " bytes");
        }
        ChatAnswer answer = function.answerChat(request);
        if (answer.status() != 200) {
            throw Problems.of(answer.status(), answer.status() == 401 ? Problems.UNKNOWN : answer.raw());
        }
        if (answer.explained() != null) {
            return json(answer.explained());
        }
        if (answer.raw() != null) {
            return answer.raw().isEmpty() ? Response.ok().build() : json(answer.raw());
        }
        if (!answer.events().isEmpty()) {
            publisher.publish(
                    answer.events(), load.next(request.sender(), answer.events().size()));
        }
        ChatProduct chat = chats.named(request.sender()).orElseThrow();
        ChatText text = answer.inline().map(inline::carryOut).orElse(answer.text());
        String shown = chat.answer(answer.message(), text);
        return shown.isEmpty() ? Response.ok().build() : json(shown);
    }

    private static Response json(Object entity) {
        return Response.ok(entity, MediaType.APPLICATION_JSON).build();
    }
}
