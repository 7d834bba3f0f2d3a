package io.bakehouse.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Which previous images of a family are retired. Without a number and an age, none is.
 *
 * @param keep how many previous images to keep beside the current one
 * @param maxAge how old a previous image may become
 * @param grace how long a retired image stays, hidden, before it is deleted
 */
public record Retention(Optional<Integer> keep, Optional<Duration> maxAge, Duration grace) {
    /** Keeps everything. */
    public static final Retention ALL = new Retention(Optional.empty(), Optional.empty(), Duration.ofDays(7));

    /** Whether anything is ever retired by itself. */
    public boolean isSet() {
        return keep.isPresent() || maxAge.isPresent();
    }
}
