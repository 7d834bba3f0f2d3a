package io.bakehouse.model;

import java.util.Objects;

/**
 * A candidate may be promoted, if its recipe asks for no approval or somebody has given it.
 *
 * @param ready the candidate
 * @param gated whether a canary verified it; false when the recipe expects nothing
 * @param verdict what a person said of it, null for nothing yet
 */
public record ImageVerified(ImageReady ready, boolean gated, Verdict verdict) implements EventData {
    public ImageVerified {
        Objects.requireNonNull(ready, "'ready' is missing");
    }

    /**
     * A person's word.
     *
     * @param by who said it
     * @param reason why not, or empty
     */
    public record Verdict(boolean approved, String by, String reason) {}

    @Override
    public String subject() {
        return ready.bake();
    }
}
