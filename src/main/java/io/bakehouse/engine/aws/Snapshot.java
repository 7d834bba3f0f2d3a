package io.bakehouse.engine.aws;

import io.bakehouse.engine.cloud.CloudConnection;
import io.quarkus.runtime.PreloadClassesRecorder;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Has everything built before the first event, in the time that Lambda gives for it, and lets go what would not outlive a
 * snapshot (SnapStart): the cloud's token, which may end before the snapshot is used and would be shared by all that come
 * from it, and its connections. The first call afterwards makes new ones. Connections to SQS are made per request.
 */
@Singleton
class Snapshot implements Resource {
    private final CloudConnection cloud;

    Snapshot(CloudConnection cloud) {
        this.cloud = cloud;
    }

    void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent start) {
        cloud.prepare();
        Core.getGlobalContext().register(this);
    }

    /** All classes of the program too: a snapshot is made once, and a start without one loads only what it uses. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        PreloadClassesRecorder.preloadClasses(true);
        cloud.drop();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Nothing is asked of the cloud here: one that is down must not keep the process from its first event.
    }
}
