package io.bakehouse.engine.watch;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EngineStart;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that events are accepted. */
@Readiness
@Singleton
class QueueReadiness implements HealthCheck {
    private final EngineStart start;
    private final Engine engine;

    QueueReadiness(EngineStart start, Engine engine) {
        this.start = start;
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        String trouble = start.isRunning() ? engine.trouble() : "the engine is not running";
        HealthCheckResponseBuilder response = HealthCheckResponse.named("queue");
        return trouble.isEmpty()
                ? response.up().build()
                : response.down().withData("reason", trouble).build();
    }
}
