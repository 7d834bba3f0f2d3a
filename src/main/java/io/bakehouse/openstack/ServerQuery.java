package io.bakehouse.openstack;

import io.bakehouse.model.Marks;

/**
 * Which servers to list. Nova filters by tag and by a regular expression over the name, not by metadata.
 *
 * @param tag a tag that all of them carry, null for any
 * @param name a name that all of them have exactly, null for any
 */
public record ServerQuery(String tag, String name) {
    /** Everything that carries our tag. */
    public static ServerQuery ours() {
        return new ServerQuery(Marks.serverTag(), null);
    }

    /** The builders and canaries of all bakes. */
    public static ServerQuery builders() {
        return new ServerQuery(Marks.bakeTag(), null);
    }

    /** The builder and the canary of one bake. */
    public static ServerQuery bake(String bake) {
        return new ServerQuery(Marks.bakeTag(bake), null);
    }

    /** All servers of the project. */
    public static ServerQuery all() {
        return new ServerQuery(null, null);
    }

    /** The servers of one batch. */
    public static ServerQuery batch(String batch) {
        return new ServerQuery(Marks.batchTag(batch), null);
    }

    /** The servers that have exactly this name. */
    public static ServerQuery named(String name) {
        return new ServerQuery(null, name);
    }
}
