package io.bakehouse.model;

/**
 * Patterns of names in which {@code *} is any text and {@code ?} any character; case does not matter. Matched as they are
 * written: to compile one at every webhook takes longer than all matching.
 */
public final class Glob {
    private Glob() {}

    /** Whether the whole name is as the pattern says. */
    public static boolean fits(String glob, String name) {
        int[] wanted = glob.codePoints().toArray();
        int[] given = name.codePoints().toArray();
        int at = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < given.length; ) {
            if (at < wanted.length && wanted[at] == '*') {
                star = at++;
                resume = i;
            } else if (at < wanted.length && (wanted[at] == '?' || isSame(wanted[at], given[i]))) {
                at++;
                i++;
            } else if (star >= 0) {
                // Only the last star needs to take one more: whatever an earlier one took, the rest fits as well.
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < wanted.length && wanted[at] == '*') {
            at++;
        }
        return at == wanted.length;
    }

    private static boolean isSame(int one, int other) {
        return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}
