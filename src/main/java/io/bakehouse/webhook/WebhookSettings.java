package io.bakehouse.webhook;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the functions their senders. */
final class WebhookSettings {
    @Produces
    @Singleton
    Senders senders() {
        return Senders.known();
    }
}
