package io.bakehouse.model;

import java.util.List;
import java.util.Map;

/**
 * What {@code POST /servers} is asked for. Source: Compute API reference, "Create Server", microversion 2.52 for tags.
 *
 * @param name display name; with a count above one Nova appends {@code -1}, {@code -2}, …
 * @param image id of the image
 * @param flavor name or id
 * @param network {@code auto}, {@code none}, or the name or id of a network
 * @param key name of the key pair, null for none
 * @param zone availability zone, null for the cloud's default
 * @param userData text handed to the server as it is, null for none
 * @param metadata at most 128 entries; our marks are among them
 * @param tags at most 50, each at most 60 characters
 */
public record ServerSpec(
        String name,
        String image,
        String flavor,
        String network,
        String key,
        List<String> securityGroups,
        String zone,
        String userData,
        Map<String, String> metadata,
        List<String> tags) {
    public ServerSpec {
        securityGroups = List.copyOf(securityGroups);
        metadata = Map.copyOf(metadata);
        tags = List.copyOf(tags);
    }
}
