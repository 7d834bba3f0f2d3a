package io.bakehouse.platform;

import java.time.Duration;

/** A short wait inside one step, passed in so that tests need not wait. */
@FunctionalInterface
public interface Pause {
    /** Really waits. */
    Pause SLEEP = length -> Thread.sleep(length.toMillis());

    /** Returns after that long. */
    void pause(Duration length) throws InterruptedException;
}
