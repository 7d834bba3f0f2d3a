package io.bakehouse.engine.local;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that events are accepted. */
@Readiness
@Singleton
class QueueReadiness implements HealthCheck {
    private final LocalEngineStart start;

    QueueReadiness(LocalEngineStart start) {
        this.start = start;
    }

    @Override
    public HealthCheckResponse call() {
        String trouble = start.isRunning() ? start.running().trouble() : "the engine is not running";
        HealthCheckResponseBuilder response = HealthCheckResponse.named("queue");
        return trouble.isEmpty()
                ? response.up().build()
                : response.down().withData("reason", trouble).build();
    }
}
