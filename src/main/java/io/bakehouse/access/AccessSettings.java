package io.bakehouse.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what: {@code bakehouse.senders.<sender>.*}, {@code bakehouse.people.<name>.*} and
 * {@code bakehouse.channels.<name>.*}. A secret stands in a file, or in the environment or any other source of Quarkus'
 * configuration.
 */
@ConfigMapping(prefix = "bakehouse")
interface AccessSettings {
    /** Shown by all senders that have no secret of their own, and by scripts that may do everything. */
    Optional<String> token();

    /** By the sender's name in its path; chat products are senders too. */
    Map<String, SenderSettings> senders();

    /** By a name for people. */
    Map<String, PersonSettings> people();

    /** By a name for people. */
    Map<String, ChannelSettings> channels();

    /** Where a secret is. */
    interface SecretSettings {
        Optional<String> secret();

        Optional<Path> secretFile();

        /** Accepted too, while the other end learns the new one. */
        Optional<String> previousSecret();

        Optional<Path> previousSecretFile();
    }

    /** One sender. */
    interface SenderSettings extends SecretSettings {
        /** Another proof than the sender's own; see {@link io.bakehouse.access.proof.Schemes}. */
        Optional<String> scheme();

        /** Chef without a token: a folder of the clients' public keys, {@code <client>.pem}. */
        Optional<Path> clientKeys();

        /** Globs over the families that it may bake. */
        @WithDefault("*")
        List<String> families();

        /** Of {@code adopt}, {@code build} and {@code look}. */
        @WithDefault("*")
        List<String> actions();
    }

    /** One person, or one script. */
    interface PersonSettings extends SecretSettings {
        /** Their accounts: {@code slack:<team>/<user>}, {@code mattermost:<team>/<user>} and so on. */
        Optional<List<String>> accounts();

        /** Names of commands, {@code read} or {@code *}. */
        @WithDefault("read")
        List<String> commands();

        @WithDefault("*")
        List<String> families();
    }

    /** One channel, whose members all may do something. */
    interface ChannelSettings {
        /** {@code slack:<team>/<channel>} and so on. */
        String id();

        /** Names of commands, {@code read} or {@code *}. */
        @WithDefault("read")
        List<String> commands();

        @WithDefault("*")
        List<String> families();
    }
}
