package io.bakehouse.openstack;

import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which servers to list. Nova filters by tag, by address and by a regular expression over the name, not by metadata.
 *
 * @param tag a tag that all of them carry, null for any
 * @param name a name that all of them have exactly, null for any
 * @param address an IP address that all of them have, null for any
 */
public record ServerQuery(String tag, String name, String address) {
    /** Without regard to addresses. */
    public ServerQuery(String tag, String name) {
        this(tag, name, null);
    }

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

    /** The servers that have exactly this fixed IP address. */
    public static ServerQuery address(String ip) {
        return new ServerQuery(null, null, ip);
    }

    /** Whether the server has the address; one of IPv6 may be written in several ways. */
    public boolean fitsAddress(Server server) {
        return address == null || server.addresses().stream().anyMatch(this::isSame);
    }

    private boolean isSame(String other) {
        if (!address.contains(":") || !other.contains(":")) {
            return address.equals(other);
        }
        try {
            // With a colon, nobody looks up a name.
            return InetAddress.getByName(address).equals(InetAddress.getByName(other));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
