package io.bakehouse.engine;

import io.bakehouse.openstack.CloudException;
import io.bakehouse.platform.DeadLetter;
import io.bakehouse.platform.SinkException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What follows when a function fails on an event: the same rules for every engine. */
public sealed interface Delivery {
    /** However long a cloud asks us to stay away, we look again after this time. */
    Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    /**
     * Deliver again.
     *
     * @param pause how much later
     * @param reason one sentence for people
     */
    record Retry(Duration pause, String reason) implements Delivery {
        @Override
        public <T> T fold(Function<Retry, T> retry, Function<DeadLetter, T> deadLetter) {
            return retry.apply(this);
        }
    }

    /**
     * Never deliver again by itself.
     *
     * @param reason one sentence for people
     */
    record DeadLetter(String reason) implements Delivery {
        @Override
        public <T> T fold(Function<Retry, T> retry, Function<DeadLetter, T> deadLetter) {
            return deadLetter.apply(this);
        }
    }

    /** Calls the one that fits. */
    <T> T fold(Function<Retry, T> retry, Function<DeadLetter, T> deadLetter);

    /**
     * What follows after a delivery that ended in a failure. What the cloud calls final, and an event that nobody can
     * read, are given up at once; everything else may pass, and is tried as often as the row says.
     *
     * @param deliveries how often the event has been delivered by now, 1 or more
     */
    static Delivery after(FunctionRow row, int deliveries, Throwable failure) {
        String words = row.name() + ": " + Failure.words(failure);
        if (isFinal(failure)) {
            return new DeadLetter(words);
        }
        if (deliveries >= row.attempts()) {
            String times = deliveries == 1 ? "1 attempt" : deliveries + " attempts";
            return new DeadLetter(row.name() + " was given up after " + times + ": " + Failure.words(failure));
        }
        Duration pause = row.backoff().after(deliveries);
        Duration asked = asked(failure).orElse(Duration.ZERO);
        return new Retry(longer(pause, shorter(asked, LONGEST_RETRY_AFTER)), words);
    }

    /** How long the cloud or a sink wants to be left alone. */
    private static Optional<Duration> asked(Throwable failure) {
        if (failure instanceof SinkException sink) {
            return sink.retryAfter();
        }
        return failure instanceof CloudException cloud ? cloud.retryAfter() : Optional.empty();
    }

    private static boolean isFinal(Throwable failure) {
        if (failure instanceof CloudException cloud) {
            return !cloud.kind().isPassing();
        }
        if (failure instanceof UnreadableEventException unreadable) {
            return !unreadable.isPassing();
        }
        return failure instanceof EventTooLargeException;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
