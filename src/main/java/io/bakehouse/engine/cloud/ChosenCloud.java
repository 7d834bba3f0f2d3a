package io.bakehouse.engine.cloud;

import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudConfigException;
import io.bakehouse.openstack.SharedLooks;
import io.bakehouse.openstack.jclouds.OpenStackCloud;
import io.bakehouse.platform.CloudKind;
import io.bakehouse.platform.Environment;
import io.bakehouse.platform.StartFailure;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Chooses the cloud, says which it is, and connects to it; a cloud that is down does not keep the program from starting. */
@Singleton
class ChosenCloud implements CloudConnection {
    private static final Logger LOG = Logger.getLogger(ChosenCloud.class);
    private static final int BEFORE_THE_ENGINE = -100;

    private final CloudKind kind;
    private final PracticeCloud practice;
    private final InstantSource clock;
    private final List<CallListener> listeners;
    private OpenStackCloud openStack;
    private Cloud cloud;

    ChosenCloud(CloudKind kind, PracticeCloud practice, InstantSource clock, @All List<CallListener> listeners) {
        this.kind = kind;
        this.practice = practice;
        this.clock = clock;
        this.listeners = listeners;
    }

    @Produces
    @ApplicationScoped
    Cloud cloud() {
        return cloud;
    }

    void start(@Observes @Priority(BEFORE_THE_ENGINE) StartupEvent event) {
        try {
            CloudConfig config = kind == CloudKind.PRACTICE ? practice.start() : configured();
            openStack = OpenStackCloud.connect(config, clock, this::count);
            cloud = new SharedLooks(openStack, clock);
        } catch (CloudConfigException e) {
            throw StartFailure.of(e.getMessage());
        }
    }

    private static CloudConfig configured() {
        Map<String, String> variables = Environment.variables(ConfigProvider.getConfig());
        CloudConfig config = CloudConfig.fromEnvironment(variables, Path.of(""))
                .orElseThrow(() -> new CloudConfigException(
                        "BAKEHOUSE_CLOUD is openstack, but nothing says which: set OS_CLOUD to a name in clouds.yaml,"
                                + " or OS_AUTH_URL and the other OS_* variables of an openrc file"));
        LOG.infof(
                "cloud: the OpenStack at %s, as %s",
                config.authUrl(), config.credentials().who());
        return config;
    }

    @Override
    public void prepare() {
        openStack.prepare();
    }

    @Override
    public void drop() {
        openStack.drop();
    }

    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        if (openStack != null) {
            openStack.close();
        }
    }

    private void count(CallListener.Call call) {
        listeners.forEach(listener -> listener.called(call));
    }
}
