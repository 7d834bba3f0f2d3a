package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.access.ChatUser;
import io.bakehouse.chat.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a chat product asks by itself. */
class AnswerChatTest {
    @ParameterizedTest
    @EnumSource(
            value = ChatMessage.Kind.class,
            names = {"PING", "SSL_CHECK"})
    void nothingIsWantedByAProductThatOnlyChecksWhetherSomebodyIsThere(ChatMessage.Kind kind) {
        ChatUser user = new ChatUser("slack", "t", "u", "c");
        ChatMessage ping =
                new ChatMessage(kind, "ping", user, "al", "bake family=web", "m1", Optional.empty(), Map.of());

        assertThat(AnswerChat.decide(ping, null, null, null, List.of(), NOW)).isEqualTo(ChatWish.nothing());
    }
}
