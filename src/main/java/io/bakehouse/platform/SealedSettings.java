package io.bakehouse.platform;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Seals under {@code BAKEHOUSE_TOKEN}. */
final class SealedSettings {
    @Produces
    @Singleton
    Sealed sealed(@ConfigProperty(name = "bakehouse.token") Optional<String> token) {
        return new Sealed(token);
    }
}
