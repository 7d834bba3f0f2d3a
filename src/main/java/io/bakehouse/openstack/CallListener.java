package io.bakehouse.openstack;

import java.time.Duration;

/** Hears of every request that goes out to the cloud, repetitions and authentication included. */
@FunctionalInterface
public interface CallListener {
    /** Hears nothing. */
    CallListener NONE = call -> {};

    /** Called once per request, on the thread that made it; must not throw or block. */
    void called(Call call);

    /**
     * One request, without ids, query or secrets.
     *
     * @param method HTTP method
     * @param path service and path template as in {@link Calls}, such as {@code compute/servers/{id}}
     * @param status HTTP status, 0 when there was no answer
     * @param took until the answer was complete, or given up
     */
    record Call(String method, String path, int status, Duration took) {
        /** Method and path in the form of {@link Calls}. */
        public String line() {
            return method + " " + path;
        }
    }
}
