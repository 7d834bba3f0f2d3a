package io.bakehouse.access.proof;

import io.bakehouse.access.Secret;
import io.bakehouse.webhook.WebhookRequest;
import java.time.Duration;
import java.time.Instant;

/** One way in which a tool proves that it is the one that was told the secret. */
public interface Scheme {
    /** How far a signed time may be from ours, in either direction. */
    Duration WINDOW = Duration.ofMinutes(5);

    /** Its name in the settings. */
    String name();

    /** Whether the request, as the bytes that came, was made by somebody who knows the secret. Never throws. */
    boolean proves(WebhookRequest request, Secret secret, Instant now);

    /** Whether the tool never sends one and the same request twice, so that a second one is somebody else's. */
    default boolean onlyOnce() {
        return false;
    }

    /** Whether that many seconds since 1970 are within five minutes of now. */
    static boolean isRecent(String seconds, Instant now) {
        if (!seconds.matches("\\d{1,12}")) {
            return false;
        }
        Duration away = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                .abs();
        return away.compareTo(WINDOW) <= 0;
    }
}
