package io.bakehouse.engine.knative;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Settings of a process in a cluster with Knative. */
@ConfigMapping(prefix = "bakehouse.knative")
public interface KnativeSettings {
    /** The broker's ingress; what a SinkBinding says in {@code K_SINK}, unless it is set. */
    Optional<URI> broker();

    /** The keeper. */
    Optional<URI> keeper();

    /**
     * The functions that this process takes deliveries for, and then it serves nothing else but health and metrics;
     * without it none, because nobody proves to be a broker.
     */
    Optional<List<String>> functions();
}
