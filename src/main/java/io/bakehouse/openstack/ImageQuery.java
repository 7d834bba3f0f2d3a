package io.bakehouse.openstack;

import io.bakehouse.model.Marks;
import java.util.Map;

/**
 * Which images of the project itself to list; images of other projects are never among them.
 *
 * @param hidden whether to list the hidden ones or the others; Glance never lists both at once
 * @param properties additional properties that all of them have
 */
public record ImageQuery(boolean hidden, Map<String, String> properties) {
    public ImageQuery {
        properties = Map.copyOf(properties);
    }

    /** Images that we made, except hidden ones. */
    public static ImageQuery ours() {
        return new ImageQuery(false, Map.of(Marks.ROLE, Marks.ROLE_IMAGE));
    }

    /** Images that we made and hid. */
    public static ImageQuery oursHidden() {
        return new ImageQuery(true, Map.of(Marks.ROLE, Marks.ROLE_IMAGE));
    }

    /** The records of bakes and batches. */
    public static ImageQuery records() {
        return new ImageQuery(true, Map.of(Marks.ROLE, Marks.ROLE_RECORD));
    }

    /** All hidden images: the records, what was retired or revoked, and what others hid. */
    public static ImageQuery allHidden() {
        return new ImageQuery(true, Map.of());
    }

    /** All that this query selects and that has this property too. */
    public ImageQuery with(String key, String value) {
        Map<String, String> more = new java.util.HashMap<>(properties);
        more.put(key, value);
        return new ImageQuery(hidden, more);
    }
}
