package io.bakehouse.platform;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says which cloud it is, from {@code BAKEHOUSE_CLOUD} and the variables that OpenStack's own tools read. */
final class CloudKindSettings {
    @Produces
    @Singleton
    CloudKind cloudKind(@ConfigProperty(name = "bakehouse.cloud") Optional<String> choice) {
        try {
            return CloudKind.of(choice, Environment.variables(ConfigProvider.getConfig()));
        } catch (IllegalArgumentException e) {
            throw StartFailure.of(e.getMessage());
        }
    }
}
