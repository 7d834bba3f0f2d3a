package io.bakehouse.practice;

import java.time.Instant;

/** What a project keeps on a {@link Shelf}. */
interface Kept {
    String id();

    PracticeProject project();

    Instant createdAt();
}
