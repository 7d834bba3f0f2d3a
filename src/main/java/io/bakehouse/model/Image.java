package io.bakehouse.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image as the Image API v2 shows it. Source: Image service API reference, "Show image".
 *
 * @param id UUID
 * @param name null when it has none
 * @param size bytes, 0 until known
 * @param checksum MD5 of the data in hex, null until active
 * @param owner id of the owning project
 * @param hidden {@code os_hidden}: left out of ordinary lists, still bootable
 * @param protect whether Glance refuses to delete it
 * @param properties all additional properties
 */
public record Image(
        String id,
        String name,
        ImageStatus status,
        Instant createdAt,
        Instant updatedAt,
        long size,
        String checksum,
        String owner,
        String visibility,
        boolean hidden,
        boolean protect,
        Map<String, String> properties) {

    /** Oldest first, then by lowest id: the order in which duplicates win. */
    public static final Comparator<Image> SENIORITY =
            Comparator.comparing(Image::createdAt).thenComparing(Image::id);

    /** Where Nova notes the volume snapshots behind an image that has no data of its own: a list in JSON. */
    public static final String BLOCK_DEVICE_MAPPING = "block_device_mapping";

    private static final Pattern SNAPSHOT_ID =
            Pattern.compile("\"snapshot_id\"\\s*:\\s*\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"");
    /** Which of two images keeps the family's name, the later one: by {@link #rank}, then by {@link #SENIORITY}. */
    public static final Comparator<Image> RANK =
            Comparator.comparing(Image::rank).thenComparing(SENIORITY);

    public Image {
        properties = Map.copyOf(properties);
    }

    /** The value of one of our {@link Marks}, empty when the image does not carry it. */
    public Optional<String> mark(String key) {
        return Optional.ofNullable(properties.get(key)).filter(value -> !value.isEmpty());
    }

    /** The instant that a mark holds, empty when it is missing or was written by somebody else. */
    public Optional<Instant> time(String key) {
        return mark(key).flatMap(Marks::time);
    }

    /** The whole number that a mark holds, empty when it is missing or was written by somebody else. */
    public Optional<Integer> number(String key) {
        return mark(key).flatMap(Marks::number);
    }

    /** Whether the mark has that value. */
    public boolean has(String key, String value) {
        return value.equals(properties.get(key));
    }

    /** When it was made, or what a rollback wrote instead; a mark that nobody can read counts as none. */
    public Instant rank() {
        return time(Marks.RANK).orElse(createdAt);
    }

    /** Whether somebody has forbidden to boot it. The instant counts, whatever a promotion made of the state since. */
    public boolean isRevoked() {
        return mark(Marks.REVOKED_AT).isPresent() || has(Marks.STATE, Marks.STATE_REVOKED);
    }

    /**
     * Whether it was found good and nothing has become of it since. Whoever finds it good writes down when, and leaves the
     * state alone: two may find it good, and the second must not undo that it was promoted in between.
     */
    public boolean isVerified() {
        boolean pending = has(Marks.STATE, Marks.STATE_CANDIDATE)
                && mark(Marks.VERIFIED_AT).isPresent();
        return pending || has(Marks.STATE, Marks.STATE_VERIFIED);
    }

    /** Whether nobody knows yet what to think of it. */
    public boolean isCandidate() {
        return has(Marks.STATE, Marks.STATE_CANDIDATE) && !isVerified();
    }

    /** The same image with these marks as well. */
    public Image marked(Map<String, String> marks) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(marks);
        return new Image(
                id, name, status, createdAt, updatedAt, size, checksum, owner, visibility, hidden, protect, all);
    }

    /**
     * Whether we created it. A snapshot inherits the properties of the image that its server was booted from, so what
     * somebody saves of a server of ours carries our marks too: Nova's own {@code instance_uuid} tells it apart, or, where
     * Nova does not set that because the server boots from a volume, {@link Marks#SELF}.
     */
    public boolean isOurs() {
        if (mark(Marks.FAMILY).isEmpty() || !mark(Marks.SELF).orElse(id).equals(id)) {
            return false;
        }
        boolean snapshotOfOurs = has(Marks.ROLE, Marks.ROLE_IMAGE)
                && mark(Marks.SERVER).isPresent()
                && properties
                        .getOrDefault("instance_uuid", properties.get(Marks.SERVER))
                        .equals(properties.get(Marks.SERVER));
        return snapshotOfOurs || isRecord();
    }

    /** Whether it is the record of a bake or batch: hidden, without data, and never anything but {@code queued}. */
    public boolean isRecord() {
        return has(Marks.ROLE, Marks.ROLE_RECORD)
                && status == ImageStatus.QUEUED
                && !properties.containsKey("instance_uuid");
    }

    /**
     * Ids of the volume snapshots that a boot from it makes volumes of; empty for an ordinary image. They are found by
     * their form, not by a parser: they follow from the property alone, wherever an image was read.
     */
    public List<String> volumeSnapshots() {
        String mapping = properties.getOrDefault(BLOCK_DEVICE_MAPPING, "").strip();
        // Nova cuts what a server inherits to 255 characters: half a mapping is none.
        return mapping.startsWith("[") && mapping.endsWith("]")
                ? SNAPSHOT_ID
                        .matcher(mapping)
                        .results()
                        .map(id -> id.group(1))
                        .distinct()
                        .toList()
                : List.of();
    }
}
