package io.bakehouse.access;

import io.bakehouse.platform.CloudKind;
import io.bakehouse.platform.StartFailure;
import io.bakehouse.webhook.Senders;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Reads who may do what at the start, and refuses to serve a real cloud to whoever reaches the port. */
@Singleton
final class AccessProducer {
    private static final Logger LOG = Logger.getLogger(AccessProducer.class);
    private static final List<String> CHATS = List.of("slack", "mattermost", "discord", "teams");
    private static final String WAY_OUT =
            "set BAKEHOUSE_TOKEN to a long random text, such as what 'openssl rand -hex 32'"
                    + " prints, and give it to your senders and scripts";

    @Produces
    @Singleton
    Access access(AccessSettings settings, Senders senders) {
        SortedSet<String> names = new TreeSet<>(senders.names());
        names.addAll(CHATS);
        return AccessReader.read(settings, names);
    }

    void check(@Observes @Priority(StartFailure.CHECKS) StartupEvent start, Access access, CloudKind cloud) {
        check(access.isGuarded(), cloud);
    }

    static void check(boolean isGuarded, CloudKind cloud) {
        if (!isGuarded && cloud != CloudKind.PRACTICE) {
            throw StartFailure.of(
                    "there is no token, so anybody who reaches this port could make images and servers: " + WAY_OUT);
        }
        LOG.info(
                isGuarded
                        ? "token: webhooks and commands must show it, or a secret of their own"
                        : "token: none, because this is the practice cloud; for a real one, " + WAY_OUT);
    }
}
