package io.bakehouse.function;

import io.bakehouse.access.Access;
import io.bakehouse.webhook.MalformedException;
import io.bakehouse.webhook.Notice;
import io.bakehouse.webhook.OpenStack;
import io.bakehouse.webhook.WebhookRequest;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Triggered by a notification of Nova or Glance, from their message bus or passed on over HTTP. Guarantees that what it is
 * about is looked at once more and at once, and that nothing depends on it. A second delivery makes the same event under
 * the same id.
 */
@ApplicationScoped
public class ReceiveNotification {
    private static final String SENDER = "openstack";

    private final Access access;
    private final InstantSource clock;

    public ReceiveNotification(Access access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
    }

    @Funq("receive-notification")
    public Receipt receiveNotification(WebhookRequest request) {
        boolean admitted = access.admit(SENDER, request, clock.instant())
                .filter(admission -> admission.rights().may("look", false))
                .isPresent();
        return admitted ? fromBus(request.body()) : Receipt.problem(401, "whoever sends this may not do so");
    }

    /** The same for what comes from the message bus, where nobody sends but the cloud itself. */
    public Receipt fromBus(byte[] body) {
        try {
            return decide(OpenStack.notice(body), clock.instant());
        } catch (MalformedException e) {
            return Receipt.problem(e.status(), e.getMessage());
        }
    }

    static Receipt decide(Notice notice, Instant now) {
        NoticeAcceptance decision = NoticeAcceptance.decide(notice, now);
        return new Receipt(
                200, List.of(decision.words()), decision.event().stream().toList(), Map.of(), true);
    }
}
