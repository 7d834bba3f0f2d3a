package io.bakehouse.contract;

import io.bakehouse.openstack.CallListener;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudConfig;
import io.bakehouse.openstack.CloudConfig.Bounds;
import io.bakehouse.openstack.CloudConfig.Endpoints;
import io.bakehouse.openstack.CloudCredentials.Named;
import io.bakehouse.openstack.CloudCredentials.Password;
import io.bakehouse.openstack.jclouds.OpenStackCloud;
import io.bakehouse.practice.PracticeCloud;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeProject;
import io.bakehouse.practice.http.PracticeServer;
import io.bakehouse.simulation.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The contract on the practice cloud, directly and through jclouds and HTTP. */
class PracticeContractTest {
    private static final VirtualClock CLOCK = new VirtualClock();
    private static final PracticeModel MODEL =
            new PracticeModel(CLOCK, io.bakehouse.practice.PracticeTimes.quick(), "contract");
    private static final CloudBench DIRECT = bench(
            MODEL.cloud(),
            new PracticeCloud(MODEL, MODEL.site().project("demo"), 2),
            new PracticeCloud(MODEL, MODEL.site().project("other")));
    private static final CloudBench HTTP = overHttp();

    @Nested
    class DirectServers extends ServerContract {
        @Override
        protected CloudBench bench() {
            return DIRECT;
        }
    }

    @Nested
    class DirectSnapshots extends SnapshotContract {
        @Override
        protected CloudBench bench() {
            return DIRECT;
        }
    }

    @Nested
    class DirectImages extends ImageContract {
        @Override
        protected CloudBench bench() {
            return DIRECT;
        }
    }

    @Nested
    class HttpServers extends ServerContract {
        @Override
        protected CloudBench bench() {
            return HTTP;
        }
    }

    @Nested
    class HttpSnapshots extends SnapshotContract {
        @Override
        protected CloudBench bench() {
            return HTTP;
        }
    }

    @Nested
    class HttpImages extends ImageContract {
        @Override
        protected CloudBench bench() {
            return HTTP;
        }
    }

    @Nested
    class DirectVolumes extends VolumeContract {
        @Override
        protected CloudBench bench() {
            return DIRECT;
        }
    }

    @Nested
    class HttpVolumes extends VolumeContract {
        @Override
        protected CloudBench bench() {
            return HTTP;
        }
    }

    private static CloudBench overHttp() {
        try {
            URI keystone = URI.create(PracticeServer.start(MODEL, 0).authUrl());
            return bench(
                    connect(keystone, "demo", 1000), connect(keystone, "demo", 2), connect(keystone, "other", 1000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cloud connect(URI keystone, String project, int page) {
        Named name = new Named(null, project, "default", null);
        return OpenStackCloud.connect(
                new CloudConfig(
                        keystone,
                        new Password(name, PracticeProject.PASSWORD, name),
                        Optional.empty(),
                        Endpoints.PUBLIC,
                        Optional.empty(),
                        true,
                        new Bounds(Bounds.DEFAULT.connect(), Bounds.DEFAULT.answer(), page)),
                CLOCK,
                CallListener.NONE);
    }

    private static CloudBench bench(Cloud cloud, Cloud small, Cloud stranger) {
        return new CloudBench(
                cloud,
                small,
                Optional.of(stranger),
                "m1.nano",
                "demo-net",
                MODEL.baseImage(),
                true,
                CLOCK::pass,
                fault -> Optional.of(Map.of("practice", word(fault))));
    }

    private static String word(CloudFault fault) {
        return switch (fault) {
            case BOOT_FAILS -> "abortboot";
            case SNAPSHOT_FAILS -> "failsnap";
            case SNAPSHOT_IS_SLOW -> "slowsnap=10";
        };
    }
}
