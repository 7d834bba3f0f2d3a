package io.bakehouse.contract;

import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudConfig.Bounds;
import io.bakehouse.openstack.CloudCredentials.Named;
import io.bakehouse.openstack.CloudCredentials.Password;
import io.bakehouse.openstack.jclouds.OpenStackCloud;
import io.bakehouse.openstack.jclouds.PublicImage;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * The contract on the OpenStack that the {@code OS_*} variables name. Other variables: {@code DEVCLOUD_FLAVOR} and
 * {@code DEVCLOUD_NETWORK} (names), {@code DEVCLOUD_IMAGE} (name or id of a small public image); with
 * {@code DEVCLOUD_HOME} the cloud is one that obeys faults in the metadata of servers and has a project "other";
 * with {@code DEVCLOUD_VOLUMES} it has a volume service.
 */
@Tag("real-cloud")
class RealCloudTest {
    private static final CloudBench BENCH = open(System.getenv());

    @Nested
    class Servers extends ServerContract {
        @Override
        protected CloudBench bench() {
            return BENCH;
        }
    }

    @Nested
    class Snapshots extends SnapshotContract {
        @Override
        protected CloudBench bench() {
            return BENCH;
        }
    }

    @Nested
    class Images extends ImageContract {
        @Override
        protected CloudBench bench() {
            return BENCH;
        }
    }

    @Nested
    class Volumes extends VolumeContract {
        @Override
        protected CloudBench bench() {
            return BENCH;
        }
    }

    private static CloudBench open(Map<String, String> environment) {
        CloudConfig config = CloudConfig.fromEnvironment(environment, Path.of(""))
                .orElseThrow(() -> new IllegalStateException("OS_AUTH_URL is missing: source an openrc file first"));
        boolean faulty = environment.containsKey("DEVCLOUD_HOME");
        Cloud cloud = connect(config);
        return new CloudBench(
                cloud,
                connect(config.within(new Bounds(Bounds.DEFAULT.connect(), Bounds.DEFAULT.answer(), 2))),
                faulty ? Optional.of(connect(other(config))) : Optional.empty(),
                required(environment, "DEVCLOUD_FLAVOR"),
                environment.getOrDefault("DEVCLOUD_NETWORK", "auto"),
                image(environment, config),
                environment.containsKey("DEVCLOUD_VOLUMES"),
                length -> Thread.sleep(length.toMillis()),
                fault -> faulty ? Optional.of(Map.of("devcloud", word(fault))) : Optional.empty());
    }

    private static Cloud connect(CloudConfig config) {
        return OpenStackCloud.connect(config, InstantSource.system(), CallListener.NONE);
    }

    private static String image(Map<String, String> environment, CloudConfig config) {
        return PublicImage.id(config, required(environment, "DEVCLOUD_IMAGE"));
    }

    private static String word(CloudFault fault) {
        return switch (fault) {
            case BOOT_FAILS -> "abortboot";
            case SNAPSHOT_FAILS -> "failsnap";
            case SNAPSHOT_IS_SLOW -> "slowsnap=10";
        };
    }

    private static CloudConfig other(CloudConfig config) {
        Password demo = config.credentials().fold(password -> password, unused -> {
            throw new IllegalStateException("a cloud with DEVCLOUD_HOME is used with a password");
        });
        Named project = new Named(null, "other", "default", null);
        URI keystone = config.authUrl();
        return new CloudConfig(
                keystone,
                new Password(new Named(null, "other", "default", null), demo.secret(), project),
                config.region(),
                config.endpoints(),
                config.caCert(),
                config.verify(),
                config.bounds());
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalStateException(name + " is missing: it tells the contract what to boot");
        }
        return value;
    }
}
