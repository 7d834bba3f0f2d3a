package io.bakehouse.practice;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What members ask of Glance, with its checks. */
public final class ImageRequests {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int LONGEST_NAME = 255;
    private static final int MOST_PROPERTIES = 128;
    private static final Set<String> READ_ONLY = Set.of(
            "status",
            "checksum",
            "size",
            "virtual_size",
            "os_hash_algo",
            "os_hash_value",
            "created_at",
            "updated_at",
            "direct_url",
            "self",
            "file",
            "schema",
            "stores");

    private final Minted minted;
    private final Images images;

    ImageRequests(Minted minted, Images images) {
        this.minted = minted;
        this.images = images;
    }

    /**
     * Creates an image without data.
     *
     * @param id null to have one chosen
     */
    public ImageDoc create(PracticeProject project, String id, Map<String, ?> attributes, Look look) {
        if (id != null && !UUID.matcher(id).matches()) {
            throw new Refusal(400, "Provided object does not match schema 'image': '" + id + "' is no UUID");
        }
        attributes.forEach((name, value) -> check(name, value, false));
        Object owner = attributes.get("owner");
        if (owner != null && !owner.equals(project.id())) {
            throw new Refusal(403, "You are not permitted to create images owned by '" + owner + "'.");
        }
        ImageDoc image = ImageDoc.born(id == null ? minted.uuid("image") : id, project.id(), look.now())
                .with(attributes, look.now());
        countProperties(image);
        return images.add(image);
    }

    /** Replaces attributes of an image; a null value takes a property away. */
    public ImageDoc update(PracticeProject project, String id, Map<String, ?> changes, Look look) {
        ImageDoc image = owned(project, id, "No image found with ID " + id);
        changes.forEach((name, value) -> check(name, value, true));
        ImageDoc changed = image.with(changes, look.now()).withoutEmptyProperties();
        countProperties(changed);
        images.put(changed);
        return changed;
    }

    /** Deletes an image. */
    public void delete(PracticeProject project, String id, Look look) {
        ImageDoc image = owned(project, id, "Failed to find image " + id + " to delete");
        if (image.isTrue("protected")) {
            throw new Refusal(403, "Image " + id + " is protected and cannot be deleted.");
        }
        images.remove(id, look.now());
    }

    private ImageDoc owned(PracticeProject project, String id, String otherwise) {
        ImageDoc image = images.find(id)
                .filter(found -> found.isVisibleTo(project))
                .orElseThrow(() -> new Refusal(404, otherwise));
        if (!project.id().equals(image.owner())) {
            throw new Refusal(403, "You do not own this image");
        }
        return image;
    }

    private static void check(String name, Object value, boolean exists) {
        if (READ_ONLY.contains(name) || (exists && "id".equals(name))) {
            throw new Refusal(403, "Attribute '" + name + "' is read-only.");
        }
        if ("visibility".equals(name) && "public".equals(value)) {
            throw new Refusal(403, "You are not authorized to complete publicize_image action.");
        }
        if ("name".equals(name) && value != null) {
            String text = value.toString();
            if (text.length() > LONGEST_NAME) {
                throw new Refusal(400, "Provided object does not match schema 'image': '" + text + "' is too long");
            }
            if (text.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
                throw new Refusal(400, "Name can't contain 4 byte unicode characters.");
            }
        }
        if (name.length() > LONGEST_NAME) {
            throw new Refusal(400, "Custom property should not be greater than 255 characters.");
        }
    }

    private static void countProperties(ImageDoc image) {
        int count = image.properties().size();
        if (count > MOST_PROPERTIES) {
            throw new Refusal(
                    413,
                    "The limit has been exceeded on the number of allowed image properties. Attempted: " + count
                            + ", Maximum: " + MOST_PROPERTIES);
        }
    }
}
