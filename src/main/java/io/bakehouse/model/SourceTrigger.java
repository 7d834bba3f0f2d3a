package io.bakehouse.model;

import java.util.List;
import java.util.Optional;

/**
 * A source whose change bakes the family anew: a push to a repository, or a Terraform plan that was applied.
 *
 * @param kind what must happen to it
 * @param source glob over the repository's full name, such as {@code acme/recipes}, or organization and workspace
 * @param sender the sender that must tell it, empty for any
 * @param branches globs over branches, and over tags when they begin with {@code refs/}; empty for the default branch
 * @param paths globs over files, of which one must have changed; empty for any
 */
public record SourceTrigger(
        Kind kind, String source, Optional<String> sender, List<String> branches, List<String> paths) {
    private static final String BRANCH = "refs/heads/";

    /** What can happen to a source. */
    public enum Kind {
        PUSH,
        APPLY;

        /** The lower-case name used in recipes and texts. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public SourceTrigger {
        branches = List.copyOf(branches);
        paths = List.copyOf(paths);
    }

    /** Whether that source is the one, wherever in it something happened. */
    public boolean isAbout(Kind happened, String from, String name) {
        return kind == happened && sender.map(from::equals).orElse(true) && Glob.fits(source, name);
    }

    /**
     * Whether the ref is one of the branches.
     *
     * @param ref such as {@code refs/heads/main}, null for a source without any
     * @param defaultBranch the source's own, null when nobody knows
     */
    public boolean coversRef(String ref, String defaultBranch) {
        if (ref == null) {
            return kind == Kind.APPLY;
        }
        return branches.isEmpty()
                ? isDefault(ref, defaultBranch)
                : branches.stream().anyMatch(glob -> Glob.fits(glob.startsWith("refs/") ? glob : BRANCH + glob, ref));
    }

    /**
     * Whether a file was changed that counts.
     *
     * @param whole whether those are all files that changed; if not, one that counts may be among the others
     */
    public boolean isTouched(List<String> changed, boolean whole) {
        return paths.isEmpty()
                || !whole
                || changed.stream().anyMatch(path -> paths.stream().anyMatch(glob -> Glob.fits(glob, path)));
    }

    /** Whether the ref is the source's default branch. */
    public static boolean isDefault(String ref, String defaultBranch) {
        return defaultBranch != null && ref.equals(BRANCH + defaultBranch);
    }
}
