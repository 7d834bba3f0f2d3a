package io.bakehouse.practice;

import java.time.Duration;

/**
 * How long things take in the practice cloud.
 *
 * @param boot from the request until the server is ACTIVE
 * @param imageFetch what the first boot from an image takes longer, because the hypervisor fetches it
 * @param snapshotPending from the snapshot request until data arrives and the image is {@code saving}
 * @param upload from then until the image is {@code active}
 * @param deletion from the request until a server is gone
 * @param token how long a token lasts
 * @param bootsAtOnce how many servers boot at a time; the others wait their turn
 */
public record PracticeTimes(
        Duration boot,
        Duration imageFetch,
        Duration snapshotPending,
        Duration upload,
        Duration deletion,
        Duration token,
        int bootsAtOnce) {
    public PracticeTimes {
        if (bootsAtOnce < 1) {
            throw new IllegalArgumentException("no server ever boots with bootsAtOnce " + bootsAtOnce);
        }
    }

    /** What a small private cloud takes: a snapshot in five minutes, a server in twenty seconds. */
    public static PracticeTimes usual() {
        return new PracticeTimes(
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(280),
                Duration.ofSeconds(4),
                Duration.ofHours(1),
                200);
    }

    /** Short enough to watch, long enough that every status can be seen. */
    public static PracticeTimes quick() {
        return new PracticeTimes(
                Duration.ofMillis(1500),
                Duration.ofMillis(500),
                Duration.ofMillis(800),
                Duration.ofMillis(2200),
                Duration.ofMillis(300),
                Duration.ofHours(1),
                10);
    }

    /** The same with another time for the snapshot as a whole, a tenth of it pending. */
    public PracticeTimes snapshotIn(Duration whole) {
        Duration pending = whole.dividedBy(10);
        return new PracticeTimes(boot, imageFetch, pending, whole.minus(pending), deletion, token, bootsAtOnce);
    }

    /** The same with another time for a boot, and as many of them at once. */
    public PracticeTimes bootIn(Duration time, int atOnce) {
        return new PracticeTimes(time, imageFetch, snapshotPending, upload, deletion, token, atOnce);
    }

    /** The same with tokens that last that long. */
    public PracticeTimes tokensFor(Duration time) {
        return new PracticeTimes(boot, imageFetch, snapshotPending, upload, deletion, time, bootsAtOnce);
    }
}
