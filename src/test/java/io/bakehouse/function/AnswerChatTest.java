package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.access.ChatUser;
import io.bakehouse.access.Rights;
import io.bakehouse.chat.ChatMessage;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Confirmation;
import io.bakehouse.command.Grammar;
import io.bakehouse.simulation.AllCommands;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made of a message: a command that its author may give, or words. */
class AnswerChatTest {
    private static final ChatUser AL = new ChatUser("slack", "t", "u", "c");
    private static final Confirmation CODES = new Confirmation(Optional.of("token"));
    private static final Commands COMMANDS = AllCommands.named();
    private static final Rights ALL = Rights.ALL;

    @ParameterizedTest
    @EnumSource(
            value = ChatMessage.Kind.class,
            names = {"PING", "SSL_CHECK"})
    void aProductOnlyChecksWhetherSomebodyIsThere(ChatMessage.Kind kind) {
        assertThat(decide(kind, "bake web", ALL)).isEqualTo(new ChatWish(null, List.of()));
    }

    @Test
    void aCommandIsReadAndCarriedOut() {
        ChatWish wish = decide(ChatMessage.Kind.COMMAND, "bake web", ALL);

        assertThat(wish.words()).isNull();
        assertThat(wish.line().command().name()).isEqualTo("bake");
        assertThat(wish.line().input().get("family").asText()).isEqualTo("web");
    }

    @Test
    void helpIsTold() {
        ChatWish all = decide(ChatMessage.Kind.COMMAND, "help", ALL);
        ChatWish one = decide(ChatMessage.Kind.COMMAND, "help retire", ALL);

        assertThat(all.line()).isNull();
        assertThat(all.words()).anyMatch(line -> line.contains("rollback"));
        assertThat(one.words()).anyMatch(line -> line.contains("retire")).noneMatch(line -> line.contains("rollback"));
    }

    @Test
    void whatNobodyUnderstandsIsAnsweredInWords() {
        ChatWish wish = decide(ChatMessage.Kind.COMMAND, "bkae web", ALL);

        assertThat(wish.line()).isNull();
        assertThat(wish.words()).hasSize(2).first().asString().contains("did you mean 'bake'?");
    }

    @Test
    void whoeverMayNotIsRefused() {
        Rights db = new Rights(List.of("bake"), List.of("db"));

        assertThat(decide(ChatMessage.Kind.COMMAND, "bake web", db).line()).isNull();
        assertThat(decide(ChatMessage.Kind.COMMAND, "retire db", db).line()).isNull();
        assertThat(decide(ChatMessage.Kind.COMMAND, "bake db", db).line()).isNotNull();
        // Whose bake it is finds out whoever carries it out.
        assertThat(decide(ChatMessage.Kind.COMMAND, "approve web-0123456789ab", Rights.NONE)
                        .line())
                .isNull();
    }

    @Test
    void aCodeConfirmsOnlyItsOwnCommand() {
        String retire =
                decide(ChatMessage.Kind.COMMAND, "retire web", ALL).line().text();
        String code = CODES.code(AL, retire, "0123456789ab", NOW);

        assertThat(decide(ChatMessage.Kind.COMMAND, "retire web confirm=" + code, ALL)
                        .line())
                .isNotNull();
        assertThat(decide(ChatMessage.Kind.COMMAND, "retire db confirm=" + code, ALL)
                        .words())
                .first()
                .asString()
                .contains("that code does not confirm this command");
    }

    private static ChatWish decide(ChatMessage.Kind kind, String text, Rights rights) {
        ChatMessage message = new ChatMessage(kind, "said", AL, "al", text, "m1", Optional.empty(), Map.of());
        Grammar grammar = new Grammar(COMMANDS, Given.recipes());
        return AnswerChat.decide(message, grammar, COMMANDS, CODES, List.of(rights), NOW);
    }
}
