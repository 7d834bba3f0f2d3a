package io.bakehouse.model;

import java.time.Instant;

/**
 * Somebody wants servers of a family.
 *
 * @param image id of the image to boot
 * @param count how many servers the batch ends with, 1 to {@link Recipe.Batch#LARGEST}
 * @param cause what asked for it: a bake id or a command's id
 */
public record BatchRequested(String family, String batch, String image, int count, String cause, Instant requestedAt)
        implements EventData {
    public BatchRequested {
        if (count < 1 || count > Recipe.Batch.LARGEST) {
            throw new IllegalArgumentException("a batch has 1 to " + Recipe.Batch.LARGEST + " servers, not " + count);
        }
    }

    @Override
    public String subject() {
        return batch;
    }
}
