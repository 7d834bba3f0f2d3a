package io.bakehouse.model;

import java.time.Instant;

/**
 * A builder is on its way and somebody should look at it.
 *
 * @param deadline when to give it up
 * @param look how many looks were taken before this one
 * @param follow whether to look again if it is not finished; false for a single look that the sweep asked for
 */
public record BuilderStarted(String family, String bake, Instant startedAt, Instant deadline, int look, boolean follow)
        implements EventData {

    /** The same builder, one look later. */
    public BuilderStarted nextLook() {
        return new BuilderStarted(family, bake, startedAt, deadline, look + 1, follow);
    }

    @Override
    public String subject() {
        return bake;
    }
}
