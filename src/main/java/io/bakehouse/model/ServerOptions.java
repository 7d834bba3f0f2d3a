package io.bakehouse.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a recipe wants a server to be booted, whatever it is booted from.
 *
 * @param flavor name or id
 * @param network {@code auto}, {@code none}, or a network's name or id
 * @param key name of the key pair
 * @param zone availability zone
 * @param userData text handed to the server; for builders and canaries with {@link UserData placeholders}
 * @param metadata entries beside our marks
 */
public record ServerOptions(
        String flavor,
        String network,
        Optional<String> key,
        List<String> securityGroups,
        Optional<String> zone,
        Optional<String> userData,
        Map<String, String> metadata) {
    public ServerOptions {
        securityGroups = List.copyOf(securityGroups);
        metadata = Map.copyOf(metadata);
    }
}
