package io.bakehouse.engine;

import io.bakehouse.platform.CloudNews;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/** For programs that listen to no message bus: nothing is ever heard of the cloud by itself. */
@DefaultBean
@Singleton
class SilentCloud implements CloudNews {
    @Override
    public boolean isLive() {
        return false;
    }
}
