package io.bakehouse.engine.local;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Settings of what lies on this process's disk, and of the local engine. */
@ConfigMapping(prefix = "bakehouse")
public interface LocalSettings {
    /** Folder of the embedded queue; safe to kill -9 at any time. */
    @WithDefault("data")
    Path data();

    /** Space on the folder's disk below which no event is accepted. */
    @WithName("data-keep-free")
    @WithDefault("256M")
    MemorySize keepFree();

    /** How long running functions may take to finish when the process is told to stop. */
    @WithName("stop-within")
    @WithDefault("20s")
    Duration stopWithin();

    /** How often the process may end during one delivery of an event until that is a dead letter. */
    @WithDefault("10")
    int deaths();

    /** Intervals that replace those of {@code functions.yaml}, by function. */
    Map<String, Duration> schedule();
}
