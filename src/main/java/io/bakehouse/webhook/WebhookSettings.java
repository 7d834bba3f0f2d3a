package io.bakehouse.webhook;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives the functions their senders and the token that these have to show. */
final class WebhookSettings {
    @Produces
    @Singleton
    Senders senders() {
        return Senders.known();
    }

    @Produces
    @Singleton
    AccessToken token(@ConfigProperty(name = "bakehouse.token") Optional<String> token) {
        return new AccessToken(token);
    }
}
