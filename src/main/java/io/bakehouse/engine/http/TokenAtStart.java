package io.bakehouse.engine.http;

import io.bakehouse.platform.CloudKind;
import io.bakehouse.platform.StartFailure;
import io.bakehouse.webhook.AccessToken;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Refuses to serve a real cloud to whoever reaches the port. */
@Singleton
final class TokenAtStart {
    private static final Logger LOG = Logger.getLogger(TokenAtStart.class);
    private static final String WAY_OUT =
            "set BAKEHOUSE_TOKEN to a long random text, such as what 'openssl rand -hex 32'"
                    + " prints, and give it to your senders and scripts";

    void check(@Observes @Priority(StartFailure.CHECKS) StartupEvent start, AccessToken token, CloudKind cloud) {
        check(token.isSet(), cloud);
    }

    static void check(boolean tokenIsSet, CloudKind cloud) {
        if (!tokenIsSet && cloud != CloudKind.PRACTICE) {
            throw StartFailure.of(
                    "there is no token, so anybody who reaches this port could make images and servers: " + WAY_OUT);
        }
        LOG.info(
                tokenIsSet
                        ? "token: webhooks and commands must show it"
                        : "token: none, because this is the practice cloud; for a real one, " + WAY_OUT);
    }
}
