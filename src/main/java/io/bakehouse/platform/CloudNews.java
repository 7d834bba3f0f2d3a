package io.bakehouse.platform;

/** Whether the cloud says by itself what becomes of images. Whoever relies on that relies on the sweep as well. */
public interface CloudNews {
    /** True while a notification of Glance would be heard: the bus is there, and Glance was heard on it since. */
    boolean isLive();
}
