package io.bakehouse.openstack;

import io.bakehouse.model.Image;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What looks at families have just shown, for whoever comes next in this process: for a moment, once, and only as long as
 * the process changes no image.
 */
final class JustSeen {
    /** How old it may be: enough for the few steps from the look that finds an image complete to its promotion. */
    static final Duration RECENT = Duration.ofSeconds(1);

    private static final int MOST_FAMILIES = 1000;

    private record Seen(List<Image> images, Instant at) {}

    private final InstantSource clock;
    private final Map<String, Seen> families = new HashMap<>();
    private long changes;

    JustSeen(InstantSource clock) {
        this.clock = clock;
    }

    /** Looks, and keeps what it sees unless an image is changed meanwhile. */
    List<Image> look(String family, Supplier<List<Image>> fetch) {
        Instant at = clock.instant();
        long before = changes();
        List<Image> images = fetch.get();
        keep(family, new Seen(images, at), before);
        return images;
    }

    /** What was seen, for the first who asks. */
    synchronized Optional<List<Image>> take(String family) {
        return Optional.ofNullable(families.remove(family))
                .filter(this::isRecent)
                .map(Seen::images);
    }

    /** An image has been changed, or may have been: nothing that was seen before counts any more. */
    synchronized void changed() {
        changes++;
        families.clear();
    }

    private synchronized long changes() {
        return changes;
    }

    private synchronized void keep(String family, Seen seen, long before) {
        families.values().removeIf(old -> !isRecent(old));
        if (changes == before && families.size() < MOST_FAMILIES) {
            families.put(family, seen);
        }
    }

    private boolean isRecent(Seen seen) {
        return Duration.between(seen.at(), clock.instant()).abs().compareTo(RECENT) < 0;
    }
}
