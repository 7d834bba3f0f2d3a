package io.bakehouse.engine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.bakehouse.model.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One function as {@code functions.yaml} declares it.
 *
 * @param name the function's name, which is its key in the file
 * @param timeout longest time of one invocation
 * @param attempts deliveries until the event is a dead letter
 * @param delay wait before the first delivery
 * @param concurrency invocations at a time in one process
 * @param calls cloud calls that it may make, as in {@link io.bakehouse.openstack.Calls}
 * @param secrets names of the settings with secrets that it reads
 */
public record FunctionRow(
        @JsonIgnore String name,
        @JsonProperty(required = true) String purpose,
        @JsonProperty(required = true) Trigger trigger,
        List<EventType> emits,
        @JsonProperty(required = true) Duration timeout,
        @JsonProperty(required = true) int attempts,
        Backoff backoff,
        Duration delay,
        @JsonProperty(required = true) int concurrency,
        List<String> calls,
        List<String> secrets) {
    /** The longest that Lambda lets a function run. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);

    /** The longest that SQS delays a message. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private static final int MOST_ATTEMPTS = 100;
    private static final int MOST_AT_A_TIME = 64;

    public FunctionRow {
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(trigger, "trigger");
        Objects.requireNonNull(timeout, "timeout");
        delay = delay == null ? Duration.ZERO : delay;
        backoff = backoff == null ? Backoff.DEFAULT : backoff;
        emits = emits == null ? List.of() : List.copyOf(emits);
        calls = calls == null ? List.of() : List.copyOf(calls);
        secrets = secrets == null ? List.of() : List.copyOf(secrets);
        require(timeout.toMillis() > 0 && timeout.compareTo(LONGEST_TIMEOUT) <= 0, "timeout is above 0 and up to 15m");
        require(delay.compareTo(LONGEST_DELAY) <= 0, "delay is up to 15m");
        require(attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts is 1 to " + MOST_ATTEMPTS);
        require(concurrency >= 1 && concurrency <= MOST_AT_A_TIME, "concurrency is 1 to " + MOST_AT_A_TIME);
    }

    /** The same row under that name. */
    FunctionRow named(String key) {
        return new FunctionRow(
                key, purpose, trigger, emits, timeout, attempts, backoff, delay, concurrency, calls, secrets);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
