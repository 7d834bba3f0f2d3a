package io.bakehouse.engine.cloud;

import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudConfigException;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import io.bakehouse.practice.http.PracticeServer;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The practice cloud inside this process, reached over HTTP as any other OpenStack. */
@Singleton
class PracticeCloud {
    private static final Logger LOG = Logger.getLogger(PracticeCloud.class);

    private final InstantSource clock;
    private final int port;
    private PracticeServer server;

    PracticeCloud(InstantSource clock, @ConfigProperty(name = "bakehouse.practice.port", defaultValue = "0") int port) {
        this.clock = clock;
        this.port = port;
    }

    /** Starts it and says how to reach it. */
    CloudConfig start() {
        try {
            server = PracticeServer.start(PracticeModel.quickStart(clock, PracticeTimes.quick()), port);
        } catch (IOException e) {
            throw new CloudConfigException("the practice cloud cannot listen on port " + port + ": " + e.getMessage());
        }
        LOG.warnf(
                "cloud: PRACTICE, its servers and images exist in this process's memory only. For a real one, set"
                        + " OS_CLOUD or source an openrc file. To look at this one: OS_AUTH_URL=%s OS_USERNAME=demo"
                        + " OS_PASSWORD=practice OS_PROJECT_NAME=demo",
                server.authUrl());
        Map<String, String> variables = Map.of(
                "OS_AUTH_URL", server.authUrl(),
                "OS_USERNAME", "demo",
                "OS_PASSWORD", "practice",
                "OS_PROJECT_NAME", "demo",
                "OS_USER_DOMAIN_NAME", "Default",
                "OS_PROJECT_DOMAIN_NAME", "Default");
        return CloudConfig.fromEnvironment(variables, Path.of("")).orElseThrow();
    }

    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        if (server != null) {
            server.close();
        }
    }
}
