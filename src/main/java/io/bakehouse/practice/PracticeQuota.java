package io.bakehouse.practice;

/**
 * What a project may have; -1 for no limit.
 *
 * @param servers called {@code instances} by Nova
 * @param ramMb called {@code ram} by Nova
 */
public record PracticeQuota(int servers, int cores, int ramMb) {
    /** No limit at all. */
    public static final PracticeQuota NONE = new PracticeQuota(-1, -1, -1);

    /** A limit on the number of servers only. */
    public static PracticeQuota servers(int most) {
        return new PracticeQuota(most, -1, -1);
    }
}
