package io.bakehouse.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param volumeGb size in GiB of a new volume that the server boots from and that goes with it; null to boot from the
 *     image itself
 * @param group name or id of a server group, null for none
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
        List<String> tags,
        Integer volumeGb,
        String group) {
    public ServerSpec {
        securityGroups = List.copyOf(securityGroups);
        metadata = Map.copyOf(metadata);
        tags = List.copyOf(tags);
    }

    /** A server that boots from the image itself and is in no group. */
    public ServerSpec(
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
        this(name, image, flavor, network, key, securityGroups, zone, userData, metadata, tags, null, null);
    }

    /** A server as a recipe wants it, with our marks beside the recipe's metadata. */
    public static ServerSpec of(
            String name, String image, ServerOptions options, Map<String, String> marks, List<String> tags) {
        Map<String, String> metadata = new HashMap<>(options.metadata());
        metadata.putAll(marks);
        return new ServerSpec(
                name,
                image,
                options.flavor(),
                options.network(),
                options.key().orElse(null),
                options.securityGroups(),
                options.zone().orElse(null),
                options.userData().orElse(null),
                metadata,
                tags);
    }

    /** The same, booted from a new volume of that size. */
    public ServerSpec onVolume(Integer gib) {
        return new ServerSpec(
                name, image, flavor, network, key, securityGroups, zone, userData, metadata, tags, gib, group);
    }

    /** The same as a member of that server group. */
    public ServerSpec in(String serverGroup) {
        return new ServerSpec(
                name,
                image,
                flavor,
                network,
                key,
                securityGroups,
                zone,
                userData,
                metadata,
                tags,
                volumeGb,
                serverGroup);
    }

    /** The same with that text as user data. */
    public ServerSpec with(Optional<String> text) {
        return new ServerSpec(
                name,
                image,
                flavor,
                network,
                key,
                securityGroups,
                zone,
                text.orElse(null),
                metadata,
                tags,
                volumeGb,
                group);
    }
}
