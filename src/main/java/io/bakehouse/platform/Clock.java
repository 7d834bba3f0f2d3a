package io.bakehouse.platform;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The one place that reads the time of day. */
final class Clock {
    @Produces
    @Singleton
    InstantSource systemTime() {
        return InstantSource.system();
    }
}
