package io.bakehouse.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.Limits;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.simulation.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerLifeTest {
    private final VirtualClock clock = new VirtualClock();
    private final PracticeModel model =
            new PracticeModel(clock, PracticeTimes.usual().bootIn(Duration.ofSeconds(20), 10), "test");
    private final PracticeCloud cloud = model.cloud();

    private Server only() {
        return cloud.servers(ServerQuery.ours()).get(0);
    }

    @Test
    void serverIsBuildingThenActive() {
        cloud.createServers(TestServers.spec("web", model.baseImage()), 1);
        assertThat(only().name()).isEqualTo("web");
        assertThat(only().status()).isEqualTo(ServerStatus.BUILD);
        assertThat(only().taskState()).isEqualTo("scheduling");
        assertThat(only().addresses()).isEmpty();
        clock.passSeconds(13);
        assertThat(only().taskState()).isEqualTo("networking");
        clock.passSeconds(12);
        assertThat(only().taskState()).isEqualTo("spawning");
        clock.passSeconds(25);
        assertThat(only().status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(only().taskState()).isNull();
        assertThat(only().addresses()).hasSize(1);
    }

    @Test
    void firstBootFetchesTheImageAndTheNextDoesNot() {
        cloud.createServers(TestServers.spec("cold", model.baseImage()), 1);
        clock.passSeconds(49);
        assertThat(only().status()).isEqualTo(ServerStatus.BUILD);
        clock.passSeconds(1);
        assertThat(only().status()).isEqualTo(ServerStatus.ACTIVE);
        cloud.createServers(TestServers.spec("warm", model.baseImage()), 1);
        clock.passSeconds(20);
        assertThat(cloud.servers(ServerQuery.named("warm")).get(0).status()).isEqualTo(ServerStatus.ACTIVE);
    }

    @Test
    void batchIsNumberedAndWaitsForItsTurn() {
        model.addConvergedServer("warm");
        cloud.createServers(TestServers.spec("web", model.baseImage()), 25);
        List<Server> batch = cloud.servers(ServerQuery.ours());
        assertThat(batch).hasSize(25);
        assertThat(batch).extracting(Server::name).contains("web-1", "web-25").doesNotHaveDuplicates();
        assertThat(active()).isZero();
        clock.passSeconds(20);
        assertThat(active()).isEqualTo(10);
        clock.passSeconds(20);
        assertThat(active()).isEqualTo(20);
        clock.passSeconds(20);
        assertThat(active()).isEqualTo(25);
    }

    private long active() {
        return cloud.servers(ServerQuery.ours()).stream()
                .filter(server -> server.status() == ServerStatus.ACTIVE)
                .count();
    }

    @Test
    void thousandServersAreTwoPages() {
        cloud.createServers(TestServers.spec("web", model.baseImage()), 1000);
        model.calls().reset();
        assertThat(cloud.servers(ServerQuery.ours())).hasSize(1000);
        assertThat(model.calls().of("GET compute/servers/detail")).isEqualTo(2);
    }

    @Test
    void failedBootNamesItsFault() {
        model.faults().plant("web-2", "failboot").plant("web-3", "hangboot").plant("web-4", "abortboot");
        cloud.createServers(TestServers.spec("web", model.baseImage()), 4);
        clock.passSeconds(100_000);
        assertThat(named("web-1").status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(named("web-2").status()).isEqualTo(ServerStatus.ERROR);
        assertThat(named("web-2").fault()).startsWith("Exceeded maximum number of retries.");
        assertThat(named("web-3").status()).isEqualTo(ServerStatus.BUILD);
        assertThat(named("web-4").fault()).contains("aborted");
        cloud.deleteServer(named("web-3").id());
        clock.passSeconds(5);
        assertThat(cloud.servers(ServerQuery.named("web-3"))).isEmpty();
    }

    private Server named(String name) {
        return cloud.servers(ServerQuery.named(name)).get(0);
    }

    @Test
    void deletionTakesAMomentAndNotTwice() {
        String id = model.addConvergedServer("node");
        cloud.deleteServer(id);
        assertThat(cloud.server(id).orElseThrow().taskState()).isEqualTo("deleting");
        cloud.deleteServer(id);
        clock.passSeconds(4);
        assertThat(cloud.server(id)).isEmpty();
        cloud.deleteServer(id);
    }

    @Test
    void quotaIsRefusedInNovasWords() {
        model.quotas().set(model.site().project("demo"), new PracticeQuota(10, 10, -1));
        assertThatThrownBy(() -> cloud.createServers(TestServers.spec("web", model.baseImage()), 20))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.QUOTA))
                .hasMessageContaining("Quota exceeded for cores, instances: Requested 20, 20, but already used 0, 0"
                        + " of 10, 10 cores, instances");
        assertThat(cloud.servers(ServerQuery.ours())).isEmpty();
        cloud.createServers(TestServers.spec("web", model.baseImage()), 10);
        assertThat(cloud.limits()).isEqualTo(new Limits(10, 10, 10, 10, -1, 640));
        assertThatThrownBy(() -> cloud.createServers(TestServers.spec("web", model.baseImage()), 1))
                .hasMessageContaining("Requested 1, 1, but already used 10, 10 of 10, 10 cores, instances");
    }

    @Test
    void otherProjectsServersAreNotThere() {
        String foreign =
                model.addConvergedServer(model.site().project("other"), "node", Map.of("bakehouse_role", "batch"));
        assertThat(cloud.server(foreign)).isEmpty();
        assertThat(cloud.servers(ServerQuery.named("node"))).isEmpty();
        cloud.deleteServer(foreign);
        clock.passSeconds(10);
        assertThat(new PracticeCloud(model, model.site().project("other")).server(foreign))
                .isPresent();
    }

    @Test
    void unknownFlavorOrImageIsABadRequest() {
        assertThatThrownBy(
                        () -> cloud.createServers(TestServers.spec("web", "6553e410-14c1-4812-b3b8-1ecbd1d6a0e6"), 1))
                .hasMessageContaining("Can not find requested image");
    }
}
