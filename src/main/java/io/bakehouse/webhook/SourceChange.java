package io.bakehouse.webhook;

import java.util.List;

/**
 * A change of what images are made of, as a forge or Terraform tells it.
 *
 * @param sender the sender's name in the webhook's path, such as {@code github}
 * @param delivery the sender's own id of the message, the same when it is sent again
 * @param repository full name such as {@code acme/recipes}; for Terraform, organization and workspace
 * @param ref such as {@code refs/heads/main}, null when the sender knows none
 * @param commit full hash, null when the sender knows none
 * @param defaultBranch the repository's own, without {@code refs/heads/}; null when the sender does not say
 * @param paths files that the push changed, as far as the message lists them
 * @param allPaths whether {@code paths} is complete; senders list a limited number of commits
 */
public record SourceChange(
        String sender,
        String delivery,
        String repository,
        String ref,
        String commit,
        String defaultBranch,
        List<String> paths,
        boolean allPaths) {
    public SourceChange {
        paths = List.copyOf(paths);
    }
}
