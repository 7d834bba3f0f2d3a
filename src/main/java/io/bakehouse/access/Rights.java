package io.bakehouse.access;

import io.bakehouse.model.Glob;
import java.util.List;
import java.util.Optional;

/**
 * What somebody may do.
 *
 * @param actions names of commands or actions, {@code read} for all commands that only look, {@code *} for all
 * @param families globs over the families' names
 */
public record Rights(List<String> actions, List<String> families) {
    /** Everything. */
    public static final Rights ALL = new Rights(List.of("*"), List.of("*"));
    /** Nothing. */
    public static final Rights NONE = new Rights(List.of(), List.of());
    /** All commands that only look. */
    public static final String READ = "read";

    public Rights {
        actions = List.copyOf(actions);
        families = List.copyOf(families);
    }

    /** Whether that may be done at all, to whatever family. */
    public boolean may(String action, boolean onlyLooks) {
        return actions.contains("*") || actions.contains(action) || (onlyLooks && actions.contains(READ));
    }

    /** Whether that may be done to the family; empty for what is about all families, or about none. */
    public boolean may(String action, boolean onlyLooks, Optional<String> family) {
        return may(action, onlyLooks) && covers(family);
    }

    /** Whether the family is one of them; empty for all. */
    public boolean covers(Optional<String> family) {
        return families.stream()
                .anyMatch(glob -> family.isPresent() ? Glob.fits(glob, family.get()) : glob.equals("*"));
    }
}
