package io.bakehouse.practice;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** An image of the practice cloud at one time: a flat document of attributes and additional properties, as in Glance. */
public final class ImageDoc {
    /** Attributes that Glance gives every image; everything else is an additional property. */
    static final Set<String> BASE = Set.of(
            "id",
            "name",
            "status",
            "visibility",
            "protected",
            "os_hidden",
            "owner",
            "size",
            "virtual_size",
            "checksum",
            "os_hash_algo",
            "os_hash_value",
            "container_format",
            "disk_format",
            "min_disk",
            "min_ram",
            "tags",
            "stores");

    private final Map<String, Object> attributes;
    private final Instant createdAt;
    private final Instant updatedAt;
    /** Made when somebody first looks: an image is looked at far more often than it changes. */
    private Image view;

    private ImageDoc(Map<String, Object> attributes, Instant createdAt, Instant updatedAt) {
        this.attributes = Collections.unmodifiableMap(attributes);
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
    }

    static ImageDoc born(String id, String owner, Instant now) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", null);
        all.put("disk_format", null);
        all.put("container_format", null);
        all.put("visibility", "shared");
        all.put("size", null);
        all.put("virtual_size", null);
        all.put("status", "queued");
        all.put("checksum", null);
        all.put("protected", false);
        all.put("min_ram", 0);
        all.put("min_disk", 0);
        all.put("owner", owner);
        all.put("os_hidden", false);
        all.put("os_hash_algo", null);
        all.put("os_hash_value", null);
        all.put("id", id);
        all.put("tags", List.of());
        return new ImageDoc(all, now, now);
    }

    /** Name to String, Boolean, Integer, Long, List of String, or null. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public String id() {
        return text("id");
    }

    public String owner() {
        return text("owner");
    }

    public String status() {
        return text("status");
    }

    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(attributes.get(name));
    }

    /** The attribute as text, null when it has no value. */
    public String text(String name) {
        Object value = attributes.get(name);
        return value == null ? null : value.toString();
    }

    int number(String name) {
        return attributes.get(name) instanceof Number number ? number.intValue() : 0;
    }

    ImageDoc with(Map<String, ?> changes, Instant now) {
        Map<String, Object> all = new LinkedHashMap<>(attributes);
        all.putAll(changes);
        return new ImageDoc(all, createdAt, now);
    }

    ImageDoc withoutEmptyProperties() {
        Map<String, Object> all = new LinkedHashMap<>(attributes);
        all.entrySet().removeIf(entry -> entry.getValue() == null && !BASE.contains(entry.getKey()));
        return new ImageDoc(all, createdAt, updatedAt);
    }

    /** All additional properties. */
    public Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (!BASE.contains(name) && value != null) {
                all.put(name, value.toString());
            }
        });
        return all;
    }

    boolean isVisibleTo(PracticeProject project) {
        String visibility = text("visibility");
        return "public".equals(visibility) || "community".equals(visibility) || Objects.equals(owner(), project.id());
    }

    /** The image as functions see it; times have whole seconds, as in Glance. */
    public Image view() {
        // Who looks at the same time makes the same.
        Image made = view;
        if (made == null) {
            made = new Image(
                    id(),
                    text("name"),
                    ImageStatus.of(status()),
                    createdAt.truncatedTo(ChronoUnit.SECONDS),
                    updatedAt.truncatedTo(ChronoUnit.SECONDS),
                    attributes.get("size") instanceof Number size ? size.longValue() : 0,
                    text("checksum"),
                    owner(),
                    text("visibility"),
                    isTrue("os_hidden"),
                    isTrue("protected"),
                    properties());
            view = made;
        }
        return made;
    }
}
