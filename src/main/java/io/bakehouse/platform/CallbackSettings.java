package io.bakehouse.platform;

import io.bakehouse.model.UserData;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where servers report to: {@code BAKEHOUSE_CALLBACK_URL}. On the practice cloud, whose servers are nowhere, it is the
 * address that this program listens on.
 */
final class CallbackSettings {
    @Produces
    @Singleton
    Callback callback(
            @ConfigProperty(name = "bakehouse.callback.url") Optional<String> url,
            @ConfigProperty(name = "bakehouse.token") Optional<String> token,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port,
            CloudKind cloud) {
        url.ifPresent(CallbackSettings::check);
        Optional<String> practice =
                cloud == CloudKind.PRACTICE ? Optional.of("http://" + host + ":" + port) : Optional.empty();
        return new Callback(url.or(() -> practice), token);
    }

    private static void check(String url) {
        if (!url.matches("https?://[A-Za-z0-9.:\\[\\]_-]+(/[A-Za-z0-9._/-]*)?")) {
            throw StartFailure.of(
                    "BAKEHOUSE_CALLBACK_URL must be the address at which servers reach this bakery, such as"
                            + " https://bakehouse.example.org, for " + UserData.CALLBACK_URL + " in user data");
        }
    }
}
