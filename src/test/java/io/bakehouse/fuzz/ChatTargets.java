package io.bakehouse.fuzz;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.bakehouse.access.Access;
import io.bakehouse.access.Replays;
import io.bakehouse.chat.ChatProduct;
import io.bakehouse.chat.Chats;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Confirmation;
import io.bakehouse.command.Grammar;
import io.bakehouse.engine.EventCodec;
import io.bakehouse.function.AnswerChat;
import io.bakehouse.function.ChatAnswer;
import io.bakehouse.model.Recipes;
import io.bakehouse.platform.Sealed;
import io.bakehouse.simulation.AllCommands;
import io.bakehouse.simulation.VirtualBakery;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What every chat product sends, from the request to the answer that people see. */
final class ChatTargets implements Targets {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_795_396_200));
    private static final Recipes RECIPES = new Recipes(List.of(VirtualBakery.recipe(2, Duration.ofMinutes(30), 1)));

    private final Chats chats = new Chats(Optional.of("https://bakehouse.test"), Optional.of("token"));
    private final Commands commands = AllCommands.named();
    private final AnswerChat answer = new AnswerChat(
            chats,
            Access.byToken(Optional.empty()),
            new Replays(CLOCK),
            commands,
            new Grammar(commands, RECIPES),
            new Confirmation(Optional.of("token")),
            new Sealed(Optional.of("token")),
            CLOCK);

    @Override
    public Stream<Target> all() {
        return new ClassFileImporter()
                .importPackages("io.bakehouse.chat").stream()
                        .filter(type -> type.isAssignableTo(ChatProduct.class) && !type.isInterface())
                        .map(JavaClass::getSimpleName)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .map(name -> new Target(
                                "chat/" + name,
                                Seeds.requests(Stream.of(name)),
                                Set.of(),
                                input -> read(RawRequest.of(input).to(name))));
    }

    private void read(WebhookRequest request) {
        ChatProduct product = chats.named(request.sender()).orElseThrow();
        product.isTicketed(request);
        ChatAnswer answered = answer.answerChat(request);
        if (answered.status() != 200 && (answered.status() < 400 || answered.status() > 499)) {
            throw new AssertionError("answered " + answered);
        }
        if (answered.message() != null && answered.text() != null) {
            product.answer(answered.message(), answered.text());
        }
        answered.events().forEach(event -> EventCodec.read(EventCodec.write(event, CLOCK.instant())));
    }
}
