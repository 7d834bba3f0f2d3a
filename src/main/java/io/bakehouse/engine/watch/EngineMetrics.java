package io.bakehouse.engine.watch;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EngineListener;
import io.bakehouse.engine.EngineStart;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.model.Event;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;

/** Counts what functions do, and shows how many events wait for each and how many it gave up. */
@Singleton
class EngineMetrics implements EngineListener {
    private static final String FUNCTION = "function";
    private final MeterRegistry metrics;

    EngineMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Once the engine runs. */
    void watch(
            @Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event,
            EngineStart start,
            Engine engine) {
        for (FunctionRow row : start.table().queued()) {
            String name = row.name();
            if (engine.depth(name).isEmpty()) {
                return;
            }
            Gauge.builder(
                            "bakehouse.queue.depth",
                            engine,
                            running -> running.depth(name).orElse(0))
                    .description("Events on their way to the function, those that wait for their time among them")
                    .tag(FUNCTION, name)
                    .register(metrics);
            Gauge.builder(
                            "bakehouse.queue.dead",
                            engine,
                            running -> running.dead(name).orElse(0))
                    .description("Events that the function gave up")
                    .tag(FUNCTION, name)
                    .register(metrics);
        }
    }

    @Override
    public void published(Event event) {
        metrics.counter("bakehouse.events", "type", event.type().wire()).increment();
    }

    @Override
    public void succeeded(String function, Event event, List<Event> next, Duration took) {
        metrics.timer("bakehouse.function.time", FUNCTION, function).record(took);
        count(function, "succeeded");
    }

    @Override
    public void failed(String function, Event event, String reason, Duration pause) {
        count(function, "failed");
    }

    @Override
    public void deadLettered(String function, Event event, String reason) {
        count(function, "dead");
    }

    private void count(String function, String outcome) {
        metrics.counter("bakehouse.function.runs", FUNCTION, function, "outcome", outcome)
                .increment();
    }
}
