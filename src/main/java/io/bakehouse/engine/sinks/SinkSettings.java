package io.bakehouse.engine.sinks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is told how things ended: {@code bakehouse.sinks.<name>.kind} and so on. */
@ConfigMapping(prefix = "bakehouse")
interface SinkSettings {
    /** Every sink by its name. */
    Map<String, One> sinks();

    /** The address of the sink named {@code default}: it takes CloudEvents of everything, unsigned. */
    @WithName("notify.url")
    Optional<String> notifyUrl();

    /** One sink. Addresses of incoming webhooks are secrets, so they may be kept in files as well. */
    interface One {
        /** {@code cloudevents}, {@code slack} (Mattermost too) or {@code teams}. */
        Optional<String> kind();

        Optional<String> url();

        Optional<Path> urlFile();

        /** The key of Standard Webhooks' signatures; for {@code cloudevents} only. */
        Optional<String> secret();

        /** One in each line: the newer and, while receivers change, the older. */
        Optional<Path> secretFile();

        /** Patterns of families; all without it. */
        Optional<List<String>> families();

        /** Patterns of event types without {@code io.bakehouse.}, such as {@code *.failed}; all without it. */
        Optional<List<String>> events();
    }
}
