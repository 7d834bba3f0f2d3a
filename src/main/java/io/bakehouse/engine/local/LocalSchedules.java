package io.bakehouse.engine.local;

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

    private final LocalEngineStart start;
    private final LocalSettings settings;
    private final Scheduler scheduler;

    LocalSchedules(LocalEngineStart start, LocalSettings settings, Scheduler scheduler) {
        this.start = start;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    /** Once the engine runs. */
    void schedule(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
        LocalEngine engine = start.running();
        for (FunctionRow row : engine.table().scheduled()) {
            Duration every = settings.schedule().get(row.name());
            Schedule schedule = row.trigger().schedule();
            schedule(engine, row.name(), every == null ? schedule : schedule.every(every));
        }
    }

    private void schedule(LocalEngine engine, String function, Schedule schedule) {
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
