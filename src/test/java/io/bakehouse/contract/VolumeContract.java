package io.bakehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerSpec;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.model.VolumeStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException.Kind;
import io.bakehouse.openstack.ServerQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The part of the contract about servers that boot from volumes, and what they leave behind. */
public abstract class VolumeContract extends CloudContract {
    private static final int GIB = 1;

    private final Set<String> seen = new HashSet<>();

    @AfterEach
    void cleanVolumes() {
        if (!bench.hasVolumes()) {
            return;
        }
        cloud.servers(tagged()).forEach(server -> cloud.deleteServer(server.id()));
        until("all servers of the test are deleted", () -> cloud.servers(tagged()), List::isEmpty);
        until(
                "all volume snapshots of the test are deleted",
                () -> {
                    List<VolumeSnapshot> left = mine();
                    left.stream()
                            .filter(snapshot -> snapshot.status() == VolumeStatus.AVAILABLE)
                            .forEach(snapshot -> cloud.deleteVolumeSnapshot(snapshot.id()));
                    return left;
                },
                List::isEmpty);
        until(
                "all volumes of the test are deleted",
                () -> {
                    List<Volume> left = cloud.volumes().stream()
                            .filter(volume -> seen.contains(volume.id()))
                            .toList();
                    left.stream()
                            .filter(volume -> volume.status() == VolumeStatus.AVAILABLE)
                            .forEach(volume -> cloud.deleteVolume(volume.id()));
                    return left;
                },
                List::isEmpty);
    }

    private List<VolumeSnapshot> mine() {
        return cloud.volumeSnapshots().stream()
                .filter(snapshot -> snapshot.name().contains(run))
                .toList();
    }

    private Server builder() {
        Assumptions.assumeTrue(bench.hasVolumes(), "this cloud has no volume service");
        Server server = active(spec().onVolume(GIB));
        seen.addAll(server.volumes());
        return server;
    }

    private Optional<Volume> volume(String id) {
        return cloud.volumes().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private Optional<VolumeSnapshot> volumeSnapshot(String id) {
        return cloud.volumeSnapshots().stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
    }

    private VolumeSnapshot available(String id) {
        return until(
                        "the volume snapshot is available",
                        () -> volumeSnapshot(id),
                        one -> one.map(VolumeSnapshot::status).equals(Optional.of(VolumeStatus.AVAILABLE)))
                .orElseThrow();
    }

    private String onlySnapshotOf(String image) {
        List<String> snapshots = cloud.image(image).orElseThrow().volumeSnapshots();
        assertThat(snapshots).hasSize(1);
        return snapshots.get(0);
    }

    private void deleted(Server server) {
        cloud.deleteServer(server.id());
        until("the server is gone", () -> cloud.server(server.id()), Optional::isEmpty);
    }

    @Test
    void aServerThatBootsFromAVolumeHasItAndNoImage() {
        Server server = builder();

        assertThat(server.image()).isNull();
        assertThat(server.volumes()).hasSize(1);
        assertThat(server.isOurs()).isTrue();
        assertThat(cloud.server(server.id())).contains(server);
        Volume volume = volume(server.volumes().get(0)).orElseThrow();
        assertThat(volume.status()).isEqualTo(VolumeStatus.IN_USE);
        assertThat(volume.servers()).containsExactly(server.id());
        assertThat(volume.size()).isEqualTo(GIB);
        assertThat(volume.snapshot()).isNull();
        assertThat(volume.metadata()).isEmpty();
        assertThat(volume.isOurs()).isFalse();
        assertThat(active(spec(run + "-disk", Map.of()).with(Optional.empty())).volumes())
                .isEmpty();
    }

    @Override
    protected Server active(ServerSpec spec) {
        cloud.createServers(spec, 1);
        return until(
                        "the server is ACTIVE",
                        () -> cloud.servers(new ServerQuery(run, spec.name())),
                        found -> found.size() == 1 && found.get(0).status() == ServerStatus.ACTIVE)
                .get(0);
    }

    @Test
    void theVolumeGoesWithItsServer() {
        Server server = builder();

        deleted(server);
        until("the volume is gone", () -> volume(server.volumes().get(0)), Optional::isEmpty);
    }

    @Test
    void itsImageIsActiveAtOnceHasNoDataAndNamesAVolumeSnapshot() {
        Server server = builder();
        String id = snapshot(server);

        Image image = cloud.image(id).orElseThrow();
        assertThat(image.status()).isEqualTo(ImageStatus.ACTIVE);
        assertThat(image.size()).isZero();
        assertThat(image.visibility()).isEqualTo("private");
        assertThat(image.properties())
                .containsAllEntriesOf(imageMarks(server))
                .containsEntry("bdm_v2", "True")
                .containsKey("root_device_name")
                .doesNotContainKey("instance_uuid");
        assertThat(image.isOurs()).isTrue();
        VolumeSnapshot snapshot = volumeSnapshot(onlySnapshotOf(id)).orElseThrow();
        assertThat(snapshot.name()).isEqualTo(VolumeSnapshot.nameFor(run));
        assertThat(snapshot.volume()).isEqualTo(server.volumes().get(0));
        assertThat(snapshot.size()).isEqualTo(GIB);
        assertThat(snapshot.metadata()).isEmpty();
        assertThat(available(snapshot.id()).isOurs()).isFalse();
        assertThat(cloud.failureOf(server.id(), "createImage")).isEmpty();
    }

    @Test
    void aSecondSnapshotDoesNotHaveToWaitForTheFirst() {
        Server server = builder();

        String first = onlySnapshotOf(snapshot(server));
        String second = onlySnapshotOf(snapshot(server));
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void aServerOfItsImageGetsAVolumeOfItsOwn() {
        Server server = builder();
        String image = snapshot(server);
        String snapshot = available(onlySnapshotOf(image)).id();

        Server copy = active(new ServerSpec(
                run + "-copy",
                image,
                bench.flavor(),
                bench.network(),
                null,
                List.of(),
                null,
                null,
                Map.of(),
                List.of(run)));
        seen.addAll(copy.volumes());

        assertThat(copy.image()).isEqualTo(image);
        assertThat(copy.volumes()).hasSize(1).doesNotContainAnyElementsOf(server.volumes());
        assertThat(volume(copy.volumes().get(0)).orElseThrow().snapshot()).isEqualTo(snapshot);
        deleted(copy);
        until("its volume is gone", () -> volume(copy.volumes().get(0)), Optional::isEmpty);
        assertThat(volumeSnapshot(snapshot)).isPresent();
    }

    @Test
    void neitherServerNorImageTakeTheVolumeSnapshotWithThem() {
        Server server = builder();
        String volume = server.volumes().get(0);
        String image = snapshot(server);
        String snapshot = available(onlySnapshotOf(image)).id();

        assertThat(failure(() -> cloud.deleteVolume(volume)).kind()).isEqualTo(Kind.BAD_REQUEST);
        deleted(server);
        cloud.deleteImage(image);
        until(
                "the volume is free",
                () -> volume(volume).orElseThrow(),
                left -> left.status() == VolumeStatus.AVAILABLE
                        && left.servers().isEmpty());
        assertThat(volumeSnapshot(snapshot)).isPresent();
        assertThat(failure(() -> cloud.deleteVolume(volume)))
                .hasMessageContaining("have snapshots")
                .extracting("kind")
                .isEqualTo(Kind.BAD_REQUEST);

        cloud.deleteVolumeSnapshot(snapshot);
        until("the volume snapshot is gone", () -> volumeSnapshot(snapshot), Optional::isEmpty);
        cloud.deleteVolumeSnapshot(snapshot);
        cloud.deleteVolume(volume);
        until("the volume is gone", () -> volume(volume), Optional::isEmpty);
        cloud.deleteVolume(volume);
    }

    @Test
    void marksAreAddedAndReplacedAndTheOthersStay() {
        Server server = builder();
        String volume = server.volumes().get(0);
        String snapshot = onlySnapshotOf(snapshot(server));

        cloud.markVolume(volume, Map.of(Marks.ROLE, Marks.ROLE_BUILDER, "replaced", "old"));
        cloud.markVolume(volume, Map.of(Marks.FAMILY, run, "replaced", "new"));
        cloud.markVolumeSnapshot(snapshot, Map.of(Marks.ROLE, Marks.ROLE_IMAGE, "replaced", "old"));
        cloud.markVolumeSnapshot(snapshot, Map.of(Marks.FAMILY, run, "replaced", "new"));

        assertThat(volume(volume).orElseThrow().isOurs()).isTrue();
        assertThat(volume(volume).orElseThrow().metadata()).hasSize(3).containsEntry("replaced", "new");
        assertThat(volumeSnapshot(snapshot).orElseThrow().isOurs()).isTrue();
        assertThat(volumeSnapshot(snapshot).orElseThrow().metadata()).hasSize(3).containsEntry("replaced", "new");
    }

    @Test
    void listsAreWholeHoweverManyPagesTheyHave() {
        Server server = builder();
        for (int i = 0; i < 5; i++) {
            snapshot(server);
        }

        assertThat(bench.small().volumeSnapshots())
                .extracting(VolumeSnapshot::id)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(5)
                .containsAll(mine().stream().map(VolumeSnapshot::id).toList());
        assertThat(bench.small().volumes())
                .extracting(Volume::id)
                .containsExactlyInAnyOrderElementsOf(
                        cloud.volumes().stream().map(Volume::id).toList());
    }

    @Test
    void anotherProjectSeesNothing() {
        Server server = builder();
        Optional<Cloud> stranger = bench.stranger();
        Assumptions.assumeTrue(stranger.isPresent(), "there is no second project");
        snapshot(server);

        assertThat(stranger.get().volumes()).extracting(Volume::id).doesNotContainAnyElementsOf(server.volumes());
        assertThat(stranger.get().volumeSnapshots())
                .extracting(VolumeSnapshot::name)
                .doesNotContain(VolumeSnapshot.nameFor(run));
        assertThat(failure(() -> stranger.get().markVolume(server.volumes().get(0), Map.of("a", "b")))
                        .kind())
                .isEqualTo(Kind.GONE);
    }

    @Test
    void unknownOnesAreGone() {
        Assumptions.assumeTrue(bench.hasVolumes(), "this cloud has no volume service");
        String unknown = UUID.randomUUID().toString();

        for (String id : List.of(unknown, "no-uuid", "../snapshots", "a b/c?d", "")) {
            cloud.deleteVolume(id);
            cloud.deleteVolumeSnapshot(id);
            assertThat(failure(() -> cloud.markVolume(id, Map.of("a", "b"))).kind())
                    .isEqualTo(Kind.GONE);
            assertThat(failure(() -> cloud.markVolumeSnapshot(id, Map.of("a", "b")))
                            .kind())
                    .isEqualTo(Kind.GONE);
        }
    }

    @Test
    void withoutAVolumeServiceThereIsNothingAndNothingToDelete() {
        Assumptions.assumeFalse(bench.hasVolumes(), "this cloud has a volume service");
        String unknown = UUID.randomUUID().toString();

        assertThat(cloud.volumes()).isEmpty();
        assertThat(cloud.volumeSnapshots()).isEmpty();
        assertThat(failure(() -> cloud.deleteVolume(unknown)))
                .hasMessageContaining("no volume service")
                .extracting("kind")
                .isEqualTo(Kind.BAD_REQUEST);
        assertThat(failure(() -> cloud.deleteVolumeSnapshot(unknown)).kind()).isEqualTo(Kind.BAD_REQUEST);
        assertThat(failure(() -> cloud.markVolume(unknown, Map.of("a", "b"))).kind())
                .isEqualTo(Kind.BAD_REQUEST);
    }
}
