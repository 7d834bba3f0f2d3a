package io.bakehouse.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a bake has come. */
public enum BakeState {
    /** A builder is being prepared. */
    BUILDING,
    /** Claimed; Nova has not been asked, or has not answered, yet. */
    REQUESTED,
    /** The image is being made. */
    SNAPSHOT,
    /** The image is complete and still a candidate. */
    READY,
    /** A canary verified it, and it waits for somebody to approve it. */
    APPROVAL,
    /** The family's name means this image, or meant it once. */
    PROMOTED,
    /** A newer image was there first. */
    SUPERSEDED,
    FAILED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will happen. */
    public boolean isOver() {
        return this == PROMOTED || this == SUPERSEDED || this == FAILED;
    }
}
