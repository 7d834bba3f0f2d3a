package io.bakehouse.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * How the waits between the deliveries of one event grow.
 *
 * @param first wait before the second delivery
 * @param factor what each further wait is multiplied by
 * @param max longest wait
 */
public record Backoff(
        @JsonProperty(required = true) Duration first,
        @JsonProperty(required = true) double factor,
        @JsonProperty(required = true) Duration max) {
    /** The longest that SQS can hide a message. */
    private static final Duration LONGEST = Duration.ofHours(12);

    /** For rows that name none. */
    static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(2), 2, Duration.ofMinutes(2));

    public Backoff {
        if (first.isZero() || max.compareTo(first) < 0 || max.compareTo(LONGEST) > 0 || !(factor >= 1)) {
            throw new IllegalArgumentException("a back-off has 0 < first <= max <= 12h and factor >= 1");
        }
    }

    /** The wait after that many deliveries, 1 or more. */
    Duration after(int deliveries) {
        double millis = first.toMillis() * Math.pow(factor, deliveries - 1.0);
        return millis >= max.toMillis() ? max : Duration.ofMillis(Math.round(millis));
    }
}
