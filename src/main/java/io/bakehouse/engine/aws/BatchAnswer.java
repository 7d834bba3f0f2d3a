package io.bakehouse.engine.aws;

import java.util.List;

/**
 * Which messages of a batch shall come again; Lambda deletes all others.
 *
 * @param batchItemFailures empty when all is done
 */
public record BatchAnswer(List<Failure> batchItemFailures) {
    public BatchAnswer {
        batchItemFailures = List.copyOf(batchItemFailures);
    }

    /**
     * A message that is not done.
     *
     * @param itemIdentifier its id
     */
    public record Failure(String itemIdentifier) {}
}
