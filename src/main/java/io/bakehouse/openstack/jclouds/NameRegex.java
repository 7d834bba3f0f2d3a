package io.bakehouse.openstack.jclouds;

import java.util.regex.Pattern;

/** Nova takes a server's name for a regular expression of its database: this matches exactly the name. */
final class NameRegex {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\.^$*+?()\\[\\]{}|]");

    private NameRegex() {}

    static String exactly(String name) {
        return "^" + SPECIAL.matcher(name).replaceAll("\\\\$0") + "$";
    }
}
