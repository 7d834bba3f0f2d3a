package io.bakehouse.function;

import io.bakehouse.model.CanaryStarted;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What to think of a canary, from what is known of it at one moment. */
final class CanaryVerdict {
    private CanaryVerdict() {}

    /** The decision; the expectations are looked at only when the canary is ACTIVE. */
    static WatchCanary.Decision of(
            CanaryStarted canary,
            Optional<Verification> verify,
            List<Server> canaries,
            Function<Server, Expectations> expectations,
            Instant now) {
        Instant next = next(canary, verify, now);
        if (verify.isEmpty()) {
            String family = canary.ready().family();
            return new WatchCanary.Decision.Reject(
                    canary, "the recipe of '" + family + "' has no section 'verify' any more", now);
        }
        if (canaries.isEmpty()) {
            boolean young = now.isBefore(canary.startedAt().plus(WatchBuilder.UNLISTED));
            return young
                    ? new WatchCanary.Decision.Unlisted(canary, next, now)
                    : new WatchCanary.Decision.Vanished(canary, now);
        }
        Server server = canaries.get(0);
        if (server.status() == ServerStatus.ERROR) {
            String fault =
                    Optional.ofNullable(server.fault()).map(said -> ": " + said).orElse("");
            return new WatchCanary.Decision.Reject(canary, "the canary went to ERROR" + fault, now);
        }
        boolean active = server.status() == ServerStatus.ACTIVE;
        Expectations seen = active ? expectations.apply(server) : Expectations.notActive(server);
        if (seen.refuted().isPresent()) {
            return new WatchCanary.Decision.Reject(canary, seen.refuted().get(), now);
        }
        if (seen.missing().isEmpty()) {
            return new WatchCanary.Decision.Judge(canary, server, now);
        }
        return now.isBefore(canary.deadline())
                ? new WatchCanary.Decision.Wait(canary, next)
                : new WatchCanary.Decision.Reject(
                        canary, "at its deadline the canary still lacked: " + String.join(", ", seen.missing()), now);
    }

    /** Reports make a look happen by themselves; what only a probe can find out is looked at when it is expected. */
    private static Instant next(CanaryStarted canary, Optional<Verification> verify, Instant now) {
        return verify.filter(Verification::isProbed)
                .map(it -> Looks.next(canary.startedAt(), (int) it.expected().toSeconds(), now, canary.deadline()))
                .orElse(Looks.patient(canary.startedAt(), now, canary.deadline()));
    }

    /** The first look at a canary that was asked for now. */
    static Instant first(Verification verify, Instant now) {
        return verify.isProbed() ? Looks.first(now, (int) verify.expected().toSeconds()) : Looks.afterBoot(now);
    }
}
