package io.bakehouse.engine.aws;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Settings of the engine on SQS and Lambda. */
@ConfigMapping(prefix = "bakehouse.aws")
interface AwsSettings {
    /** What the URLs of all queues begin with: {@code https://sqs.eu-west-1.amazonaws.com/<account>/bakehouse-}. */
    Optional<URI> queues();

    /** Where SQS is, if not where its region says. */
    Optional<URI> endpoint();

    /** How often the process may end during deliveries of an event until that is a dead letter. */
    @WithDefault("3")
    int deaths();
}
