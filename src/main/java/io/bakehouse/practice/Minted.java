package io.bakehouse.practice;

import io.bakehouse.model.Ids;

/** Ids that look random and follow from a seed and a count, so that a run can be repeated exactly. */
final class Minted {
    private final String seed;
    private long count;

    Minted(String seed) {
        this.seed = seed;
    }

    /** 32 hex digits. */
    String hex(String kind) {
        return Ids.digest("practice", seed, kind, Long.toString(count++)).substring(0, 32);
    }

    /** A UUID in the form of version 4. */
    String uuid(String kind) {
        String hex = hex(kind);
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                "4" + hex.substring(13, 16),
                "a" + hex.substring(17, 20),
                hex.substring(20));
    }
}
