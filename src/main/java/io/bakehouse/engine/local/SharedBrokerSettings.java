package io.bakehouse.engine.local;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The broker that several processes share, where there is one. */
@ConfigMapping(prefix = "bakehouse.broker")
interface SharedBrokerSettings {
    /** {@code tcp://host:61616}, or {@code (tcp://a:61616,tcp://b:61616)} for one and its backup; may hold a password. */
    Optional<String> url();

    /** Who we are there. */
    Optional<String> user();

    /** How we prove it. */
    Optional<String> password();

    /** File with the password. */
    Optional<Path> passwordFile();
}
