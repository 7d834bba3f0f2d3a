package io.bakehouse.simulation.seeded;

/** Numbers that look random and follow from what they are for, instead of from how many were drawn before. */
final class Hash {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Hash() {}

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    static long mix(long value) {
        long mixed = value + GOLDEN;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    static long of(long hash, long more) {
        return mix(hash ^ mix(more));
    }

    /** From 0 to below the bound. */
    static int below(long hash, int bound) {
        return (int) Long.remainderUnsigned(hash, bound);
    }

    /** From 0 to below 1. */
    static double fraction(long hash) {
        return (hash >>> 11) * 0x1.0p-53;
    }
}
