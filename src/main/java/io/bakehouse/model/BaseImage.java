package io.bakehouse.model;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which image a builder server is booted from: exactly one by id, or the newest of those that fit everything else.
 *
 * @param id UUID, or empty to choose by the rest
 * @param name glob ({@code *} and {@code ?}) over the image's name
 * @param owner id of the owning project, for who does not trust every project that may publish images
 * @param properties properties that the image has
 */
public record BaseImage(
        Optional<String> id, Optional<String> name, Optional<String> owner, Map<String, String> properties) {
    public BaseImage {
        properties = Map.copyOf(properties);
    }

    /** Whether the image is meant, usable or not. */
    public boolean fits(Image image) {
        return id.map(image.id()::equals).orElse(true)
                && name.map(glob -> image.name() != null
                                && glob(glob).matcher(image.name()).matches())
                        .orElse(true)
                && owner.map(project -> project.equals(image.owner())).orElse(true)
                && image.properties().entrySet().containsAll(properties.entrySet());
    }

    /** The image to boot from: of those that fit and can be used, the newest. */
    public Optional<Image> choose(Collection<Image> images) {
        return images.stream().filter(image -> fits(image) && isUsable(image)).max(Image.SENIORITY);
    }

    /** Whether a new server may be built on it: hidden and deactivated images were withdrawn by their owner. */
    public static boolean isUsable(Image image) {
        return image.status() == ImageStatus.ACTIVE && !image.hidden();
    }

    /** What Glance can filter a list by; the rest is for {@link #choose}. */
    public Map<String, String> filters() {
        Map<String, String> filters = new java.util.HashMap<>(properties);
        name.filter(glob -> !glob.contains("*") && !glob.contains("?")).ifPresent(exact -> filters.put("name", exact));
        owner.ifPresent(project -> filters.put("owner", project));
        return filters;
    }

    /** The choice in words, such as {@code the newest image called 'debian-12-*'}. */
    public String words() {
        if (id.isPresent()) {
            return "the image " + id.get();
        }
        return "the newest image"
                + name.map(glob -> " called '" + glob + "'").orElse("")
                + (properties.isEmpty() ? "" : " with " + new java.util.TreeMap<>(properties))
                + owner.map(project -> " of project " + project).orElse("");
    }

    private static Pattern glob(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }
}
