package io.bakehouse.openstack.jclouds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Remembers for a while which id a name means. */
final class Names {
    private static final int MOST = 200;
    private static final Duration LONGEST = Duration.ofHours(1);

    private record Known(String id, Instant since) {}

    private final InstantSource clock;
    private final Map<String, Known> ids = new LinkedHashMap<>();

    Names(InstantSource clock) {
        this.clock = clock;
    }

    /** The id of that name, asked for when it is not known. */
    String id(String name, Supplier<String> ask) {
        Instant now = clock.instant();
        synchronized (ids) {
            Known known = ids.get(name);
            if (known != null && known.since().plus(LONGEST).isAfter(now)) {
                return known.id();
            }
        }
        String id = ask.get();
        synchronized (ids) {
            if (ids.size() >= MOST) {
                ids.remove(ids.keySet().iterator().next());
            }
            ids.put(name, new Known(id, now));
        }
        return id;
    }

    /** Forgets all: one of them may have been wrong. */
    void forget() {
        synchronized (ids) {
            ids.clear();
        }
    }
}
