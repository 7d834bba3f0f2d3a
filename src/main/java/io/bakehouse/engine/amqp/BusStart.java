package io.bakehouse.engine.amqp;

import com.rabbitmq.client.ConnectionFactory;
import io.bakehouse.platform.StartFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.InstantSource;
import java.util.Optional;

/** Listens to the cloud's notifications while the program runs, when it is told where they are. */
@Singleton
final class BusStart {
    private final BusSettings settings;
    private final BusMessages messages;
    private final MeterRegistry metrics;
    private final InstantSource clock;
    private Optional<ConnectionFactory> factory = Optional.empty();
    private Optional<BusListener> listener = Optional.empty();

    BusStart(BusSettings settings, BusMessages messages, MeterRegistry metrics, InstantSource clock) {
        this.settings = settings;
        this.messages = messages;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What is wrong with the address is said at the start. */
    void check(@Observes @Priority(StartFailure.CHECKS) StartupEvent event) {
        factory = settings.url().map(BusAddress::read);
    }

    /** Once the engine runs. A bus that cannot be reached keeps nobody from starting. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
        listener = factory.map(
                to -> new BusListener(to, new BusQueue(settings.queue(), settings.exchanges()), messages, clock));
        listener.ifPresent(running -> {
            Gauge.builder("bakehouse.notifications.listening", running, it -> it.isListening() ? 1 : 0)
                    .description("Whether notifications of the cloud would be heard")
                    .register(metrics);
            Thread thread = new Thread(running, "notifications");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Before the engine stops. */
    void stop(@Observes ShutdownEvent event) {
        listener.ifPresent(BusListener::stop);
    }
}
