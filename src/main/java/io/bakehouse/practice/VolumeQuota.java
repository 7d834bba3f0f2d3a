package io.bakehouse.practice;

/**
 * What a project may have of Cinder; -1 for no limit.
 *
 * @param gigabytes of volumes and volume snapshots together
 */
public record VolumeQuota(int gigabytes, int volumes, int snapshots) {
    /** No limit at all. */
    public static final VolumeQuota NONE = new VolumeQuota(-1, -1, -1);
}
