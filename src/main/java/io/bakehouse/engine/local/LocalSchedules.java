package io.bakehouse.engine.local;

import io.bakehouse.engine.Engine;
import io.bakehouse.engine.EngineStart;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.QueueUnavailableException;
import io.bakehouse.engine.Schedule;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Scheduler.JobDefinition;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Publishes the events of the table's schedules when their time has come. */
@Singleton
class LocalSchedules {
    private static final Logger LOG = Logger.getLogger(LocalSchedules.class);

    private final LocalStarter starter;
    private final EngineStart start;
    private final Engine engine;
    private final LocalSettings settings;
    private final Scheduler scheduler;

    LocalSchedules(
            LocalStarter starter, EngineStart start, Engine engine, LocalSettings settings, Scheduler scheduler) {
        this.starter = starter;
        this.start = start;
        this.engine = engine;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    /** Once the engine runs. */
    void schedule(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
        if (!starter.isChosen()) {
            return;
        }
        for (FunctionRow row : start.table().scheduled()) {
            Duration every = settings.schedule().get(row.name());
            Schedule schedule = row.trigger().schedule();
            schedule(row.name(), every == null ? schedule : schedule.every(every));
        }
    }

    private void schedule(String function, Schedule schedule) {
        JobDefinition<?> definition = scheduler.newJob(function).setConcurrentExecution(ConcurrentExecution.SKIP);
        if (schedule.every() != null) {
            definition.setInterval(schedule.every().toString());
        } else {
            definition.setCron(schedule.cron()).setTimeZone("UTC");
        }
        definition.setTask(execution -> {
            try {
                engine.publish(List.of(schedule.fire(execution.getScheduledFireTime())));
            } catch (QueueUnavailableException e) {
                LOG.warnf("%s is not run this time: %s", function, e.getMessage());
            }
        });
        definition.schedule();
    }
}
