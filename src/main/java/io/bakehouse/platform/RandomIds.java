package io.bakehouse.platform;

import jakarta.inject.Singleton;
import java.util.UUID;

/** The one place that makes ids up, for requests whose sender gave none. */
@Singleton
public class RandomIds {
    /** A UUID that was never given before. */
    public String next() {
        return UUID.randomUUID().toString();
    }
}
