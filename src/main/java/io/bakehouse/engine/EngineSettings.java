package io.bakehouse.engine;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Which engine moves the events. */
@ConfigMapping(prefix = "bakehouse")
interface EngineSettings {
    /** The name of an {@link EngineStarter}; may be left out where the program has only one, and is local otherwise. */
    Optional<String> engine();
}
