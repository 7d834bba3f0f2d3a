package io.bakehouse.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The declared way to make and use the images of one family. One YAML file per family; its JSON Schema is
 * {@code recipe.schema.json}.
 *
 * @param family the image family's name, which is also the name that users boot by
 * @param revision eight hex digits over the recipe's content; a changed recipe makes new bakes
 * @param builder how to prepare a server for a bake; empty when only servers of others are adopted
 * @param verification the gate before promotion; empty for none
 * @param approval whether a person must approve a verified image before it is promoted
 * @param triggers pushes and applies that bake the family, beside the times of {@code rebake}
 */
public record Recipe(
        String family,
        String revision,
        String description,
        Adopt adopt,
        Snapshot snapshot,
        Optional<Batch> batch,
        Optional<Builder> builder,
        Optional<Verification> verification,
        boolean approval,
        Retention retention,
        Optional<RebakePolicy> rebake,
        List<SourceTrigger> triggers) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public Recipe {
        triggers = List.copyOf(triggers);
        if (!NAME.matcher(family).matches()) {
            throw new IllegalArgumentException("'" + family + "' is no family name: 1 to 40 of a-z, 0-9 and -");
        }
    }

    /** A recipe that no push bakes. */
    public Recipe(
            String family,
            String revision,
            String description,
            Adopt adopt,
            Snapshot snapshot,
            Optional<Batch> batch,
            Optional<Builder> builder,
            Optional<Verification> verification,
            boolean approval,
            Retention retention,
            Optional<RebakePolicy> rebake) {
        this(
                family,
                revision,
                description,
                adopt,
                snapshot,
                batch,
                builder,
                verification,
                approval,
                retention,
                rebake,
                List.of());
    }

    /** A recipe that only adopts servers, and promotes their images at once. */
    public Recipe(
            String family, String revision, String description, Adopt adopt, Snapshot snapshot, Optional<Batch> batch) {
        this(
                family,
                revision,
                description,
                adopt,
                snapshot,
                batch,
                Optional.empty(),
                Optional.empty(),
                false,
                Retention.ALL,
                Optional.empty());
    }

    /**
     * Which converged servers become images of the family.
     *
     * @param names globs ({@code *} and {@code ?}) over the server's name
     * @param when the outcomes of a config run that start a bake
     */
    public record Adopt(List<String> names, Set<RunStatus> when) {
        public Adopt {
            names = List.copyOf(names);
            when = Set.copyOf(when);
        }

        /** The outcomes that start a bake, for a sentence. */
        public String whenWords() {
            return when.stream().map(RunStatus::word).sorted().collect(Collectors.joining(", "));
        }

        /** Whether a server of that name belongs to the family. A fully qualified name also matches by its first label. */
        public boolean covers(String name) {
            String host = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
            return names.stream().anyMatch(glob -> Glob.fits(glob, name) || Glob.fits(glob, host));
        }
    }

    /**
     * How to wait for the image.
     *
     * @param expected how long the first snapshot will probably take, empty when nobody knows; later ones are measured
     * @param deadline how long to wait for it at most
     */
    public record Snapshot(Optional<Duration> expected, Duration deadline) {}

    /**
     * The servers to boot from a newly promoted image.
     *
     * @param count servers to boot after each promotion; 0 to boot on request only
     * @param flavor name or id
     * @param network {@code auto}, {@code none}, or a network's name or id
     * @param expected how long they will probably take until active
     * @param deadline how long to wait for all of them at most
     * @param replacements how many servers in ERROR are replaced before the batch is given up
     * @param metadata entries of each server; values may hold {@link #SLOT}
     * @param zones availability zones over which the servers are spread evenly; empty to leave it to {@code zone}
     * @param serverGroup name or id of the server group that they are in
     * @param rollout how they are replaced by servers of another image
     * @param healthy what is expected of each of them
     */
    public record Batch(
            int count,
            String flavor,
            String network,
            Optional<String> key,
            List<String> securityGroups,
            Optional<String> zone,
            Optional<String> userData,
            Map<String, String> metadata,
            Duration expected,
            Duration deadline,
            int replacements,
            List<String> zones,
            Optional<String> serverGroup,
            Rollout rollout,
            Health healthy) {
        /** Most servers in one batch. */
        public static final int LARGEST = 20_000;
        /** What stands for a server's number in its batch, counted from 0, in the values of its metadata. */
        public static final String SLOT = "@BAKEHOUSE_SLOT@";

        public Batch {
            securityGroups = List.copyOf(securityGroups);
            metadata = Map.copyOf(metadata);
            zones = List.copyOf(zones);
        }

        /** Servers that go where Nova puts them, are healthy when ACTIVE, and are replaced one at a time. */
        public Batch(
                int count,
                String flavor,
                String network,
                Optional<String> key,
                List<String> securityGroups,
                Optional<String> zone,
                Optional<String> userData,
                Map<String, String> metadata,
                Duration expected,
                Duration deadline,
                int replacements) {
            this(
                    count,
                    flavor,
                    network,
                    key,
                    securityGroups,
                    zone,
                    userData,
                    metadata,
                    expected,
                    deadline,
                    replacements,
                    List.of(),
                    Optional.empty(),
                    Rollout.CAREFUL,
                    Health.ACTIVE);
        }

        /** What the batch's servers have in common with any other server. */
        public ServerOptions options() {
            return new ServerOptions(flavor, network, key, securityGroups, zone, userData, metadata);
        }

        /** Whether each server has its number in its metadata, so that it is created by a call of its own. */
        public boolean isSlotted() {
            return metadata.values().stream().anyMatch(value -> value.contains(SLOT));
        }

        /** The options of a server in that zone with that number; null for either leaves it as it is. */
        public ServerOptions options(String inZone, Integer slot) {
            Map<String, String> numbered = new HashMap<>(metadata);
            if (slot != null) {
                numbered.replaceAll((key, value) -> value.replace(SLOT, slot.toString()));
            }
            Optional<String> where = inZone == null ? zone : Optional.of(inZone);
            return new ServerOptions(flavor, network, key, securityGroups, where, userData, numbered);
        }
    }
}
