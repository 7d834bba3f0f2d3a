package io.bakehouse.chat;

import io.bakehouse.command.Commands;
import io.bakehouse.command.Confirmation;
import io.bakehouse.command.Grammar;
import io.bakehouse.model.Recipes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What chats share: {@code BAKEHOUSE_CHAT_URL}, or else {@code BAKEHOUSE_CALLBACK_URL}, is where they reach us. */
final class ChatSettings {
    @Produces
    @Singleton
    Chats chats(
            @ConfigProperty(name = "bakehouse.chat.url") Optional<String> url,
            @ConfigProperty(name = "bakehouse.callback.url") Optional<String> callback,
            @ConfigProperty(name = "bakehouse.token") Optional<String> token) {
        return new Chats(url.or(() -> callback).map(address -> address.replaceAll("/+$", "")), token);
    }

    @Produces
    @Singleton
    Confirmation confirmation(@ConfigProperty(name = "bakehouse.token") Optional<String> token) {
        return new Confirmation(token);
    }

    @Produces
    @Singleton
    Grammar grammar(Commands commands, Recipes recipes) {
        return new Grammar(commands, recipes);
    }
}
