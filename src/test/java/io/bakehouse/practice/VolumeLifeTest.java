package io.bakehouse.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.model.VolumeStatus;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.simulation.VirtualClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VolumeLifeTest {
    private final VirtualClock clock = new VirtualClock();
    private final PracticeModel model = PracticeModel.usual(clock);
    private final PracticeCloud cloud = model.cloud();
    private final PracticeProject demo = model.site().project("demo");

    private Server builder(String name) {
        cloud.createServers(TestServers.spec(name, model.baseImage()).onVolume(10), 1);
        clock.passSeconds(100);
        return named(name);
    }

    private Server named(String name) {
        return cloud.servers(ServerQuery.named(name)).get(0);
    }

    @Test
    void volumeIsMadeWhileTheServerIsBuilt() {
        cloud.createServers(TestServers.spec("web", model.baseImage()).onVolume(10), 1);
        assertThat(cloud.volumes()).isEmpty();
        clock.passSeconds(20);
        assertThat(named("web").taskState()).isEqualTo("block_device_mapping");
        assertThat(cloud.volumes())
                .singleElement()
                .satisfies(volume -> assertThat(volume.status()).isEqualTo(VolumeStatus.DOWNLOADING));
        clock.passSeconds(10);
        Volume volume = cloud.volumes().get(0);
        assertThat(volume.status()).isEqualTo(VolumeStatus.IN_USE);
        assertThat(volume.servers()).containsExactly(named("web").id());
        clock.passSeconds(30);
        assertThat(named("web").status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(named("web").volumes()).containsExactly(volume.id());
    }

    @Test
    void serverThatIsDeletedWhileItIsBuiltLeavesNoVolume() {
        cloud.createServers(TestServers.spec("web", model.baseImage()).onVolume(10), 1);
        clock.passSeconds(20);
        cloud.deleteServer(named("web").id());
        clock.passSeconds(100);
        assertThat(cloud.servers(ServerQuery.ours())).isEmpty();
        assertThat(cloud.volumes()).isEmpty();
    }

    @Test
    void volumeThatFailsFailsItsServerAndGoes() {
        model.faults().plant("web", "failvolume");
        Server server = builder("web");
        assertThat(server.status()).isEqualTo(ServerStatus.ERROR);
        assertThat(server.fault()).contains("aborted: Volume ").contains("its status is error");
        assertThat(server.volumes()).isEmpty();
        assertThat(cloud.volumes()).isEmpty();
        cloud.deleteServer(server.id());
        clock.passSeconds(10);
        assertThat(cloud.volumes()).isEmpty();
    }

    @Test
    void quotaOfVolumesIsTheServersFault() {
        model.quotas().set(demo, new VolumeQuota(15, -1, -1));
        assertThat(builder("first").status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(builder("second").fault())
                .contains("VolumeSizeExceedsAvailableQuota")
                .contains("Requested 10G, quota is 15G and 10G has been consumed.");
        model.quotas().set(demo, new VolumeQuota(-1, 1, -1));
        assertThat(builder("third").fault()).contains("VolumeLimitExceeded");
    }

    @Test
    void quotaOfSnapshotsRefusesTheImage() {
        Server server = builder("web");
        for (VolumeQuota none : new VolumeQuota[] {new VolumeQuota(-1, -1, 0), new VolumeQuota(15, -1, -1)}) {
            model.quotas().set(demo, none);
            assertThatThrownBy(() -> cloud.createImage(server.id(), "web", Map.of()))
                    .isInstanceOfSatisfying(
                            CloudException.class, e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.QUOTA))
                    .hasMessageContaining("Quota exceeded for resources: snapshots");
        }
        assertThat(cloud.volumeSnapshots()).isEmpty();
    }

    @Test
    void volumeSnapshotIsMadeAfterItsImageIsActive() {
        Server server = builder("web");
        cloud.createImage(server.id(), "web", Map.of());
        assertThat(named("web").taskState()).isNull();
        assertThat(onlySnapshot().status()).isEqualTo(VolumeStatus.CREATING);
        assertThatThrownBy(() -> cloud.deleteVolumeSnapshot(onlySnapshot().id()))
                .hasMessageContaining("Snapshot status must be available or error");
        clock.passSeconds(20);
        assertThat(onlySnapshot().status()).isEqualTo(VolumeStatus.AVAILABLE);
    }

    private VolumeSnapshot onlySnapshot() {
        assertThat(cloud.volumeSnapshots()).hasSize(1);
        return cloud.volumeSnapshots().get(0);
    }

    @Test
    void volumeSnapshotsGoWrongWhenToldTo() {
        model.faults()
                .plant("fail", "failvolsnap")
                .plant("slow", "slowvolsnap=60")
                .plant("hang", "hangvolsnap");
        List<Server> builders = List.of(builder("fail"), builder("slow"), builder("hang"));
        builders.forEach(server -> cloud.createImage(server.id(), server.name(), Map.of()));
        clock.passSeconds(79);
        assertThat(status("fail")).isEqualTo(VolumeStatus.ERROR);
        assertThat(status("slow")).isEqualTo(VolumeStatus.CREATING);
        clock.passSeconds(1_000);
        assertThat(status("slow")).isEqualTo(VolumeStatus.AVAILABLE);
        assertThat(status("hang")).isEqualTo(VolumeStatus.CREATING);
    }

    private VolumeStatus status(String image) {
        return cloud.volumeSnapshots().stream()
                .filter(snapshot -> snapshot.name().equals(VolumeSnapshot.nameFor(image)))
                .findFirst()
                .orElseThrow()
                .status();
    }

    @Test
    void imageWhoseVolumeSnapshotIsNotReadyBootsIntoError() {
        model.faults().plant("web", "failvolsnap");
        String image = cloud.createImage(builder("web").id(), "web", Map.of());
        clock.passSeconds(100);
        cloud.createServers(TestServers.spec("copy", image), 1);
        clock.passSeconds(100);
        assertThat(named("copy").fault()).contains("Originating snapshot status must be one of 'available'");
        cloud.deleteVolumeSnapshot(onlySnapshot().id());
        clock.passSeconds(10);
        assertThatThrownBy(() -> cloud.createServers(TestServers.spec("copy", image), 1))
                .hasMessageContaining("Block Device Mapping is Invalid: failed to get snapshot");
    }

    @Test
    void imageOfAVolumeSmallerThanTheFlavorsDiskCannotBeBooted() {
        ServerSpec spec = TestServers.spec("web", model.baseImage());
        cloud.createServers(
                new ServerSpec(
                        spec.name(),
                        spec.image(),
                        "m1.small",
                        spec.network(),
                        null,
                        spec.securityGroups(),
                        null,
                        null,
                        spec.metadata(),
                        spec.tags(),
                        10,
                        null),
                1);
        clock.passSeconds(100);
        String image = cloud.createImage(named("web").id(), "web", Map.of());
        clock.passSeconds(100);
        assertThatThrownBy(() -> cloud.createServers(TestServers.spec("copy", image), 1))
                .hasMessageContaining("Volume is smaller than the minimum size specified in image metadata");
    }

    @Test
    void whatSomebodySavesOfAVolumeOfOursIsToldApartByOurMarkAlone() {
        Server server = builder("web");
        String ours = cloud.createImage(
                server.id(),
                "web",
                Map.of(Marks.ROLE, Marks.ROLE_IMAGE, Marks.FAMILY, "web", Marks.SERVER, server.id()));
        assertThat(cloud.image(ours).orElseThrow().isOurs()).isTrue();
        cloud.updateImage(ours, ImageChange.mark(Map.of(Marks.SELF, ours)));
        clock.passSeconds(100);
        cloud.createServers(TestServers.spec("copy", ours), 1);
        clock.passSeconds(100);
        Image foreign = cloud.image(cloud.createImage(named("copy").id(), "by-hand", Map.of()))
                .orElseThrow();

        assertThat(cloud.image(ours).orElseThrow().isOurs()).isTrue();
        assertThat(foreign.properties())
                .containsEntry(Marks.SERVER, server.id())
                .doesNotContainKey("instance_uuid");
        assertThat(foreign.isOurs()).isFalse();
    }

    @Test
    void groupIsFoundByNameAndHasOnlySoManyHosts() {
        ServerGroup group = model.site().addServerGroup(demo, "apart", 2);
        cloud.createServers(TestServers.spec("a", model.baseImage()).in("apart"), 2);
        assertThat(model.calls().of("GET compute/os-server-groups")).isEqualTo(1);
        cloud.createServers(TestServers.spec("b", model.baseImage()).in(group.id()), 1);
        clock.passSeconds(100);
        assertThat(named("a-2").status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(named("b").fault()).startsWith("No valid host was found.");
        assertThatThrownBy(() -> cloud.createServers(
                        TestServers.spec("c", model.baseImage()).in("none"), 1))
                .hasMessageContaining("Instance group none could not be found.");
    }

    @Test
    void communityImagesOfOthersAreNotBootable() {
        PracticeProject other = model.site().project("other");
        String community = model.addImage(other, "theirs", "community", Map.of("os_distro", "odd"));
        String shown = model.addImage(other, "theirs", "public", Map.of("os_distro", "odd"));

        assertThat(cloud.bootableImages(Map.of("os_distro", "odd")))
                .extracting(Image::id)
                .containsExactly(shown)
                .doesNotContain(community);
    }
}
