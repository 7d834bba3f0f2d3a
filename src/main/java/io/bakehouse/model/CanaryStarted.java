package io.bakehouse.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A server booted from a candidate is on its way and somebody should look at it.
 *
 * @param ready the candidate that it verifies
 * @param deadline when to give it up
 * @param look how many looks were taken before this one
 * @param follow whether to look again if it is not finished; false for a single look
 */
public record CanaryStarted(ImageReady ready, Instant startedAt, Instant deadline, int look, boolean follow)
        implements EventData {
    public CanaryStarted {
        Objects.requireNonNull(ready, "'ready' is missing");
    }

    /** The same canary, one look later. */
    public CanaryStarted nextLook() {
        return new CanaryStarted(ready, startedAt, deadline, look + 1, follow);
    }

    @Override
    public String subject() {
        return ready.bake();
    }
}
