package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.model.VolumeStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepVolumesTest {
    private static final String ID = "7d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10";
    private static final Image OPEN = BakeGiven.record(Map.of());
    private static final VolumeSnapshot SNAPSHOT = snapshot(VolumeStatus.AVAILABLE, Map.of());

    @Test
    void deletesAVolumeSnapshotThatNoImageBootsFromOnTheSecondSighting() {
        VolumeSnapshot second = snapshot(VolumeStatus.AVAILABLE, since(300));
        assertThat(decide(List.of(), List.of(SNAPSHOT), List.of(), List.of()))
                .containsExactly(new SweepVolumes.SuspectSnapshot(SNAPSHOT, NOW.toString()));
        assertThat(decide(List.of(), List.of(second), List.of(), List.of()))
                .containsExactly(new SweepVolumes.DeleteSnapshot(second));
    }

    @Test
    void keepsWhatAnImageOrABakeExplains() {
        Image image = onVolume(ID);
        assertThat(decide(List.of(), List.of(SNAPSHOT), List.of(image), List.of()))
                .isEmpty();
        assertThat(decide(List.of(), List.of(SNAPSHOT), List.of(), List.of(OPEN)))
                .isEmpty();
        VolumeSnapshot stranger = new VolumeSnapshot(ID, "", VolumeStatus.AVAILABLE, "v1", 10, NOW, Map.of());
        assertThat(decide(List.of(), List.of(stranger), List.of(), List.of())).isEmpty();
    }

    @Test
    void deletesAVolumeThatNeitherServerNorSnapshotNorBakeNeeds() {
        Volume first = volume(List.of(), Map.of());
        Volume second = volume(List.of(), since(300));
        assertThat(decide(List.of(first), List.of(), List.of(), List.of()))
                .containsExactly(new SweepVolumes.SuspectVolume(first, NOW.toString()));
        assertThat(decide(List.of(second), List.of(), List.of(), List.of()))
                .containsExactly(new SweepVolumes.DeleteVolume(second));
        assertThat(decide(List.of(volume(List.of("s1"), since(300))), List.of(), List.of(), List.of()))
                .isEmpty();
        assertThat(decide(List.of(second), List.of(), List.of(), List.of(OPEN))).isEmpty();
        assertThat(decide(List.of(second), List.of(SNAPSHOT), List.of(onVolume(ID)), List.of()))
                .as("Cinder would not let it go before its snapshot")
                .isEmpty();
    }

    @Test
    void anImageIsReadyOnlyWhenAllBehindItIsAvailable() {
        Image image = onVolume(ID);
        VolumeSnapshots creating = VolumeSnapshots.of(image, List.of(snapshot(VolumeStatus.CREATING, Map.of())));
        assertThat(creating.areAvailable()).isFalse();
        assertThat(creating.failure()).isEmpty();
        assertThat(VolumeSnapshots.of(image, List.of(SNAPSHOT)).areAvailable()).isTrue();
        assertThat(VolumeSnapshots.of(image, List.of(snapshot(VolumeStatus.ERROR, Map.of())))
                        .failure())
                .contains("the volume snapshot " + ID + " behind the image went to error");
        assertThat(VolumeSnapshots.of(image, List.of()).failure())
                .contains("a volume snapshot behind the image is gone");
        assertThat(VolumeSnapshots.of(image, List.of(SNAPSHOT)).unmarked()).isEmpty();
    }

    @Test
    void whatIsMadeOfAnotherExplainsNothing() {
        Image image = onVolume("0d3ffa7d-7e1b-4b2e-9d06-7a6b8c1f7e11");
        assertThat(decide(List.of(), List.of(SNAPSHOT), List.of(image), List.of()))
                .containsExactly(new SweepVolumes.SuspectSnapshot(SNAPSHOT, NOW.toString()));
        Volume volume = new Volume("v2", "", VolumeStatus.AVAILABLE, 10, NOW, List.of(), null, marks(Map.of()));
        assertThat(decide(List.of(volume), List.of(SNAPSHOT), List.of(onVolume(ID)), List.of()))
                .containsExactly(new SweepVolumes.SuspectVolume(volume, NOW.toString()));
    }

    private static Image onVolume(String snapshot) {
        String mapping = "[{\"snapshot_id\": \"" + snapshot + "\"}]";
        return BakeGiven.candidate(ImageStatus.ACTIVE, Map.of(Image.BLOCK_DEVICE_MAPPING, mapping));
    }

    private static Map<String, String> since(int seconds) {
        return Map.of(Marks.UNEXPLAINED_SINCE, NOW.minusSeconds(seconds).toString());
    }

    private static Map<String, String> marks(Map<String, String> more) {
        Map<String, String> marks =
                new HashMap<>(Map.of(Marks.ROLE, Marks.ROLE_BUILDER, Marks.FAMILY, "web", Marks.BAKE, BAKE));
        marks.putAll(more);
        return marks;
    }

    private static VolumeSnapshot snapshot(VolumeStatus status, Map<String, String> more) {
        return new VolumeSnapshot(ID, "", status, "v1", 10, NOW.minusSeconds(900), marks(more));
    }

    private static Volume volume(List<String> servers, Map<String, String> more) {
        return new Volume("v1", "", VolumeStatus.AVAILABLE, 10, NOW.minusSeconds(900), servers, null, marks(more));
    }

    private static List<SweepAction> decide(
            List<Volume> volumes, List<VolumeSnapshot> snapshots, List<Image> images, List<Image> records) {
        return SweepVolumes.decide(new SweepVolumes.Sighting(volumes, snapshots, images, records), NOW);
    }
}
