package io.bakehouse.engine.knative;

import io.bakehouse.engine.Attempt;
import io.bakehouse.engine.Engine;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.QueueUnavailableException;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What a Trigger delivers to: one step of one function per request. The answer is a success only when everything that
 * followed is on some disk, or in the answer itself; else the broker delivers the event again. How often a process died in
 * the middle nobody tells us, so that is the broker's to count: it gives the event to the keeper in the end.
 */
final class Subscriber {
    private static final Logger LOG = Logger.getLogger(Subscriber.class);

    /** Clocks of two pods may differ by that much; an event that comes earlier goes back to the keeper. */
    private static final Duration SKEW = Duration.ofSeconds(1);

    private final FunctionRow row;
    private final Attempt attempt;
    private final KnativePublisher publisher;
    private final KeeperClient keeper;
    private final InstantSource clock;

    Subscriber(FunctionRow row, Attempt attempt, KnativePublisher publisher, KeeperClient keeper, InstantSource clock) {
        this.row = row;
        this.attempt = attempt;
        this.publisher = publisher;
        this.keeper = keeper;
        this.clock = clock;
    }

    /** One request. */
    Answer take(Map<String, List<String>> headers, byte[] body) throws InterruptedException {
        Optional<CloudEvent> event = Envelope.read(headers, body).map(this::meant);
        if (event.isEmpty()) {
            return Answer.words(400, "this is no CloudEvent in binary or structured mode");
        }
        String to = Envelope.to(event.get()).orElse(Engine.ALL);
        if (!to.equals(Engine.ALL) && !to.equals(row.name())) {
            return Answer.empty();
        }
        try {
            return take(event.get());
        } catch (QueueUnavailableException e) {
            LOG.warnf("%s: nothing is acknowledged: %s", row.name(), e.getMessage());
            return Answer.later(e.getMessage());
        }
    }

    private CloudEvent meant(CloudEvent event) {
        return Ping.read(row, event, clock.instant()).orElse(event);
    }

    private Answer take(CloudEvent event) throws InterruptedException {
        byte[] body = Envelope.plain(event);
        int failures = Envelope.failures(event);
        int round = Envelope.round(event);
        Instant latest = clock.instant().plus(SKEW);
        Optional<Instant> early = Envelope.notBefore(event).filter(time -> time.isAfter(latest));
        if (early.isPresent()) {
            keeper.keep(KeptEvent.until(early.get(), row.name(), event.getId(), body, failures, round));
            return Answer.empty();
        }
        Attempt.Outcome outcome = attempt.take(
                new Attempt.Arrival(event.getId(), new String(body, StandardCharsets.UTF_8), failures, 1, round));
        Answer answer = outcome.fold(
                this::publish,
                again -> again(again, event.getId(), body, round),
                dead -> bury(dead, event.getId(), body, round));
        attempt.tell(outcome);
        return answer;
    }

    private Answer publish(Attempt.Done done) {
        Optional<CloudEvent> reply = publisher.reply(done.next());
        if (reply.isPresent()) {
            return Answer.event(reply.get());
        }
        publisher.send(done.next());
        return Answer.empty();
    }

    private Answer again(Attempt.Again again, String id, byte[] body, int round) {
        Instant time = clock.instant().plus(again.pause());
        keeper.keep(KeptEvent.until(time, row.name(), id, body, again.failures(), round));
        return Answer.empty();
    }

    private Answer bury(Attempt.Dead dead, String id, byte[] body, int round) {
        keeper.bury(KeptEvent.dead(row.name(), id, body, dead.failures(), round, dead.reason()));
        return Answer.empty();
    }
}
