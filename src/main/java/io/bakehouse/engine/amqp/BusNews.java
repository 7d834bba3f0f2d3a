package io.bakehouse.engine.amqp;

import io.bakehouse.platform.CloudNews;
import jakarta.inject.Singleton;

/** What is known of the bus: whether it is listened to, and whether Glance was heard on it since it has been. */
@Singleton
final class BusNews implements CloudNews {
    private volatile boolean listening;
    private volatile boolean heard;

    /** Each connection has to prove anew that Glance is heard on it. */
    void listening(boolean now) {
        heard = false;
        listening = now;
    }

    /** Glance has told the state of an image. */
    void heardOfImage() {
        heard = true;
    }

    boolean isListening() {
        return listening;
    }

    @Override
    public boolean isLive() {
        return listening && heard;
    }
}
