package io.bakehouse.engine.http;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets few large bodies be parsed at a time: a report of 8 MiB takes many times its size while it is read. */
@Singleton
public class LargeBodies {
    private static final int LARGE = 512 * 1024;
    private static final int AT_A_TIME = 2;
    private static final long LONGEST_WAIT_SECONDS = 20;

    private final Semaphore permits = new Semaphore(AT_A_TIME, true);

    /** Reads, waiting its turn when the body is large; 503 when that does not come. */
    <T> T read(int length, Supplier<T> reader) {
        if (length < LARGE) {
            return reader.get();
        }
        boolean admitted = false;
        try {
            admitted = permits.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (!admitted) {
                throw Problems.of(503, "too many large bodies at a time; send it again");
            }
            return reader.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.of(503, "shutting down; send it again");
        } finally {
            if (admitted) {
                permits.release();
            }
        }
    }
}
