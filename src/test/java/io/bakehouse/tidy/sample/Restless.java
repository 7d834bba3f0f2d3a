package io.bakehouse.tidy.sample;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Does everything that is banned. */
public final class Restless {
    private final Supplier<UUID> ids = UUID::randomUUID;

    /** Does it. */
    public long run() throws InterruptedException {
        Thread.sleep(1);
        return new Random(System.nanoTime()).nextLong()
                + System.getenv("HOME").length()
                + ids.get().node()
                + Optional.<Instant>empty()
                        .orElseGet(() -> Instant.now().plusSeconds(1))
                        .toEpochMilli();
    }
}
