package io.bakehouse.model;

/**
 * A candidate may be promoted, if its recipe asks for no approval or somebody has given it.
 *
 * @param ready the candidate
 * @param gated whether a canary verified it; false when the recipe expects nothing
 * @param approvedBy who approved it, null for nobody yet
 */
public record ImageVerified(ImageReady ready, boolean gated, String approvedBy) implements EventData {
    @Override
    public String subject() {
        return ready.bake();
    }
}
