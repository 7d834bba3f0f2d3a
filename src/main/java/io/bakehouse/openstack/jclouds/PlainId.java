package io.bakehouse.openstack.jclouds;

import io.bakehouse.openstack.CloudException;
import java.util.regex.Pattern;

/** Keeps from the path of a URL whatever could lead elsewhere: ids come from webhooks too. */
final class PlainId {
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    private PlainId() {}

    /** Whether the cloud could have given such an id at all. */
    static boolean is(String id) {
        return id != null && PLAIN.matcher(id).matches();
    }

    /** The id, if nothing with such an id can be missing. */
    static String require(String kind, String id) {
        if (!is(id)) {
            throw new CloudException(CloudException.Kind.GONE, "no " + kind + " can have such an id");
        }
        return id;
    }
}
