package io.bakehouse.engine.local.demo;

import io.bakehouse.engine.EngineListener;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.platform.CloudKind;
import io.bakehouse.platform.RandomIds;
import io.bakehouse.platform.StartFailure;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The main job, shown: with the argument {@code demo} the program reports a captured Puppet run to itself, as a Puppet
 * agent would over HTTP, and prints the steps that follow.
 */
@Singleton
class Demo implements EngineListener {
    private static final Logger LOG = Logger.getLogger(Demo.class);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int MOST_EVENTS = 1000;
    private static final long TICK_MS = 300;

    private final String[] arguments;
    private final CloudKind cloud;
    private final InstantSource clock;
    private final RandomIds ids;
    private final int port;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(MOST_EVENTS);

    Demo(
            @CommandLineArguments String[] arguments,
            CloudKind cloud,
            InstantSource clock,
            RandomIds ids,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.arguments = arguments;
        this.cloud = cloud;
        this.clock = clock;
        this.ids = ids;
        this.port = port;
    }

    /** Refuses what it does not know, before anything is begun. */
    void check(@Observes @Priority(StartFailure.CHECKS) StartupEvent event) {
        if (arguments.length == 0) {
            return;
        }
        if (!"demo".equals(arguments[0])) {
            throw StartFailure.of("'" + arguments[0] + "' is no argument of this program: it takes none, or"
                    + " 'demo'. Everything else is set by variables such as BAKEHOUSE_RECIPES; see the README");
        }
        if (cloud != CloudKind.PRACTICE) {
            throw StartFailure.of(
                    "the demo makes servers and images, so it runs on the practice cloud only: BAKEHOUSE_CLOUD=practice");
        }
    }

    void start(@Observes StartupEvent event) {
        if (arguments.length > 0) {
            Thread thread = new Thread(this::run, "demo");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void published(Event event) {
        // Without a demo nobody takes them out, and a full queue takes no more.
        if (arguments.length > 0) {
            events.offer(event);
        }
    }

    private void run() {
        Screen screen = new Screen(clock, System.out);
        try {
            DemoClient client = new DemoClient(port);
            String run = ids.next();
            client.waitUntilUp(LONGEST);
            screen.begin();
            screen.step("webhook accepted", client.report(run));
            follow(screen, client);
            screen.end(port);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the demo stopped: " + e.getMessage());
        }
    }

    private void follow(Screen screen, DemoClient client) throws InterruptedException {
        Instant end = clock.instant().plus(LONGEST);
        Story story = new Story(screen, client);
        while (clock.instant().isBefore(end)) {
            Event event = events.poll(TICK_MS, TimeUnit.MILLISECONDS);
            if (event == null) {
                story.tick(clock.instant());
                continue;
            }
            story.tell(event);
            if (List.of(EventType.BATCH_READY, EventType.BATCH_FAILED, EventType.BAKE_FAILED, EventType.BAKE_REFUSED)
                    .contains(event.type())) {
                return;
            }
        }
        screen.step("given up", "nothing ended within " + LONGEST.toSeconds() + " s; the log may say why");
    }
}
