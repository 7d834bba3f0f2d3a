package io.bakehouse.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.simulation.VirtualClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotLifeTest {
    private final VirtualClock clock = new VirtualClock();
    private final PracticeModel model = PracticeModel.usual(clock);
    private final PracticeCloud cloud = model.cloud();
    private final String server = model.addConvergedServer("node-01.example.org");

    private ImageStatus status(String image) {
        return cloud.image(image).orElseThrow().status();
    }

    private String task() {
        return cloud.server(server).orElseThrow().taskState();
    }

    @Test
    void snapshotIsQueuedThenSavingThenActive() {
        String image = cloud.createImage(server, "web", Map.of(Marks.ROLE, Marks.ROLE_IMAGE));
        assertThat(status(image)).isEqualTo(ImageStatus.QUEUED);
        assertThat(task()).isEqualTo("image_snapshot_pending");
        clock.passSeconds(5);
        assertThat(task()).isEqualTo("image_snapshot");
        clock.passSeconds(10);
        assertThat(task()).isEqualTo("image_pending_upload");
        clock.passSeconds(5);
        assertThat(task()).isEqualTo("image_uploading");
        assertThat(status(image)).isEqualTo(ImageStatus.SAVING);
        clock.passSeconds(279);
        assertThat(status(image)).isEqualTo(ImageStatus.SAVING);
        clock.passSeconds(1);
        assertThat(status(image)).isEqualTo(ImageStatus.ACTIVE);
        assertThat(task()).isNull();
        assertThat(cloud.failureOf(server, "createImage")).isEmpty();
        Image done = cloud.image(image).orElseThrow();
        assertThat(done.size()).isPositive();
        assertThat(done.checksum()).hasSize(32);
        assertThat(done.properties())
                .containsEntry("instance_uuid", server)
                .containsEntry("base_image_ref", model.baseImage())
                .containsEntry("os_distro", "practice")
                .containsEntry("image_type", "snapshot")
                .containsEntry(Marks.ROLE, Marks.ROLE_IMAGE);
        assertThat(done.visibility()).isEqualTo("private");
    }

    @Test
    void oneLookAfterwardsSeesTheEndAsWell() {
        String image = cloud.createImage(server, "web", Map.of());
        clock.passSeconds(10_000);
        assertThat(status(image)).isEqualTo(ImageStatus.ACTIVE);
        assertThat(cloud.image(image).orElseThrow().updatedAt())
                .isEqualTo(cloud.image(image).orElseThrow().createdAt().plusSeconds(300));
    }

    @Test
    void secondSnapshotMeanwhileIsRefusedAndLeavesNothing() {
        cloud.createImage(server, "web", Map.of());
        assertThatThrownBy(() -> cloud.createImage(server, "web2", Map.of()))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.RETRY_LATER))
                .hasMessageContaining("task_state image_snapshot_pending");
        assertThat(cloud.images(new ImageQuery(false, Map.of()))).hasSize(1);
    }

    @Test
    void losingRequestLeavesItsImageWhenTheFaultSaysSo() {
        model.faults().next("POST compute/servers/{id}/action", 1, Fault.orphaned());
        assertThatThrownBy(() -> cloud.createImage(server, "web", Map.of(Marks.BAKE, "web-1")))
                .isInstanceOf(CloudException.class);
        clock.passSeconds(10_000);
        assertThat(cloud.images(new ImageQuery(false, Map.of(Marks.BAKE, "web-1"))))
                .singleElement()
                .satisfies(image -> assertThat(image.status()).isEqualTo(ImageStatus.QUEUED));
    }

    @Test
    void failedSnapshotTakesItsImageAway() {
        model.faults().plant("node-*", "failsnap");
        String image = cloud.createImage(server, "web", Map.of());
        clock.passSeconds(21);
        assertThat(cloud.image(image)).isEmpty();
        assertThat(cloud.server(server).orElseThrow().status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(task()).isNull();
        assertThat(cloud.failureOf(server, "createImage"))
                .contains("Nova says 'Error' of createImage in compute_snapshot_instance");
    }

    @Test
    void lostSnapshotStaysQueued() {
        model.faults().plant("node-*", "losesnap");
        String image = cloud.createImage(server, "web", Map.of());
        clock.passSeconds(100_000);
        assertThat(status(image)).isEqualTo(ImageStatus.QUEUED);
        assertThat(task()).isNull();
    }

    @Test
    void hangingSnapshotEndsWhenItsImageIsDeleted() {
        cloud.markServer(server, Map.of("practice", "hangsnap"));
        String image = cloud.createImage(server, "web", Map.of());
        clock.passSeconds(100_000);
        assertThat(status(image)).isEqualTo(ImageStatus.SAVING);
        cloud.deleteImage(image);
        clock.passSeconds(10);
        assertThat(cloud.image(image)).isEmpty();
        assertThat(task()).isNull();
    }

    @Test
    void snapshotOfAServerThatIsDeletedGoesWithIt() {
        String image = cloud.createImage(server, "web", Map.of());
        cloud.deleteServer(server);
        clock.passSeconds(400);
        assertThat(cloud.server(server)).isEmpty();
        assertThat(cloud.image(image)).isEmpty();
    }

    @Test
    void snapshotOfASnapshotInheritsItsMarks() {
        String image = cloud.createImage(server, "web", Map.of(Marks.FAMILY, "web", Marks.SERVER, server));
        clock.passSeconds(300);
        cloud.createServers(TestServers.spec("copy", image), 1);
        clock.passSeconds(100);
        String copy = cloud.servers(io.bakehouse.openstack.ServerQuery.named("copy"))
                .get(0)
                .id();
        String second = cloud.createImage(copy, "by-hand", Map.of());
        Image inherited = cloud.image(second).orElseThrow();
        assertThat(inherited.properties())
                .containsEntry(Marks.FAMILY, "web")
                .containsEntry("instance_uuid", copy)
                .containsEntry("base_image_ref", image);
        assertThat(inherited.isOurs()).isFalse();
    }

    @Test
    void anIdIsGivenOnce() {
        String id = io.bakehouse.model.Ids.record("bake", "web-1");
        assertThat(cloud.createRecord(id, "record", Map.of(Marks.ROLE, Marks.ROLE_RECORD)))
                .isTrue();
        assertThat(cloud.createRecord(id, "record", Map.of())).isFalse();
        assertThat(cloud.images(ImageQuery.records())).hasSize(1);
        assertThat(cloud.images(ImageQuery.ours())).isEmpty();
        cloud.updateImage(id, ImageChange.mark(Map.of(Marks.STATE, "open")).rename("other"));
        assertThat(cloud.image(id).orElseThrow().name()).isEqualTo("other");
        cloud.deleteImage(id);
        cloud.deleteImage(id);
        assertThat(cloud.createRecord(id, "record", Map.of())).isFalse();
        assertThat(cloud.image(id)).isEmpty();
    }

    @Test
    void namesOutsideTheBasicPlaneAreRefused() {
        assertThatThrownBy(() -> cloud.createImage(server, "web\uD83D\uDE00", Map.of()))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.BAD_REQUEST));
        assertThatThrownBy(() -> cloud.createImage(server, "web", Map.of("a", "x".repeat(256))))
                .hasMessageContaining("is too long");
    }
}
