package io.bakehouse.openstack;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A change of an image, sent as one JSON Patch (RFC 6902) whose operations all are {@code add}: it sets a property
 * whether or not it is there.
 *
 * @param name the new name, empty to keep it
 * @param hidden the new {@code os_hidden}, empty to keep it
 * @param properties properties to set
 */
public record ImageChange(Optional<String> name, Optional<Boolean> hidden, Map<String, String> properties) {
    public ImageChange {
        properties = Map.copyOf(properties);
    }

    /** Sets these properties and nothing else. */
    public static ImageChange mark(Map<String, String> properties) {
        return new ImageChange(Optional.empty(), Optional.empty(), properties);
    }

    /** Gives the image another name as well. */
    public ImageChange rename(String newName) {
        return new ImageChange(Optional.of(newName), hidden, properties);
    }

    /** Hides the image or shows it again as well. */
    public ImageChange hide(boolean hide) {
        return new ImageChange(name, Optional.of(hide), properties);
    }

    /** Sets one more property. */
    public ImageChange with(String key, String value) {
        Map<String, String> more = new HashMap<>(properties);
        more.put(key, value);
        return new ImageChange(name, hidden, more);
    }
}
