package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.SnapshotStarted;
import io.bakehouse.model.VolumeSnapshot;
import io.bakehouse.model.VolumeStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a look finds at an image of volumes, which Nova calls active at once. */
class WatchVolumesTest {
    private static final String ID = "7d8b8a0f-7a0c-4d36-9f1c-5e2a8c9b7d10";
    private static final Map<String, String> SELF = Map.of(Marks.SELF, "i1");
    private static final Map<String, String> OURS = Map.of(Marks.ROLE, Marks.ROLE_BUILDER, Marks.FAMILY, "web");
    private static final SnapshotStarted SNAPSHOT = new SnapshotStarted(
            "web", "web-1", "i1", Given.SERVER, NOW.minusSeconds(60), NOW.plusSeconds(600), 60, 2, true);

    @Test
    void isReadyOnceAllBehindItIsThereAndMarked() {
        assertThat(decide(SELF, VolumeStatus.AVAILABLE, OURS, NOW))
                .isEqualTo(new WatchImage.Decision.Ready(SNAPSHOT, image(SELF), NOW));
    }

    @Test
    void marksWhatNobodyHasMarkedBeforeItGoesOn() {
        WatchImage.Decision then = new WatchImage.Decision.Ready(SNAPSHOT, image(SELF), NOW);

        assertThat(decide(SELF, VolumeStatus.AVAILABLE, Map.of(), NOW))
                .isEqualTo(new WatchImage.Decision.Claim(
                        SNAPSHOT, image(SELF), List.of(snapshot(VolumeStatus.AVAILABLE, Map.of())), then));
    }

    @Test
    void letsTheImageNameItselfThoughItsSnapshotsAreMarked() {
        WatchImage.Decision.Claim claim =
                (WatchImage.Decision.Claim) decide(Map.of(), VolumeStatus.CREATING, OURS, NOW);

        assertThat(claim.unmarked()).isEmpty();
        assertThat(claim.then()).isInstanceOf(WatchImage.Decision.Wait.class);
    }

    @Test
    void waitsForTheSnapshotsUntilTheDeadline() {
        assertThat(decide(SELF, VolumeStatus.CREATING, OURS, SNAPSHOT.deadline().minusSeconds(1)))
                .isInstanceOf(WatchImage.Decision.Wait.class);
        assertThat(words(decide(SELF, VolumeStatus.CREATING, OURS, SNAPSHOT.deadline())))
                .contains("not available at its deadline");
    }

    @Test
    void failsWithASnapshotBehindIt() {
        assertThat(words(decide(SELF, VolumeStatus.ERROR, OURS, NOW))).contains("behind the image went to error");
    }

    @Test
    void aRevokedImageIsNotWaitedFor() {
        Map<String, String> revoked =
                Map.of(Marks.SELF, "i1", Marks.REVOKED_AT, NOW.toString(), Marks.REASON, "it leaks");

        assertThat(words(decide(revoked, VolumeStatus.AVAILABLE, OURS, NOW)))
                .isEqualTo("the image was revoked: it leaks");
    }

    @Test
    void whatIsPromotedIsDone() {
        Map<String, String> current = Map.of(Marks.SELF, "i1", Marks.STATE, Marks.STATE_CURRENT);

        assertThat(decide(current, VolumeStatus.AVAILABLE, OURS, NOW)).isEqualTo(new WatchImage.Decision.Done());
    }

    private static Image image(Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.STATE, Marks.STATE_CANDIDATE, Image.BLOCK_DEVICE_MAPPING, "[{\"snapshot_id\": \"" + ID + "\"}]"));
        marks.putAll(more);
        return Given.image("i1", "web-1", ImageStatus.ACTIVE, marks, NOW.minusSeconds(50));
    }

    private static VolumeSnapshot snapshot(VolumeStatus status, Map<String, String> marks) {
        return new VolumeSnapshot(ID, "", status, "v1", 10, NOW.minusSeconds(50), marks);
    }

    private static WatchImage.Decision decide(
            Map<String, String> marks, VolumeStatus status, Map<String, String> snapshot, Instant now) {
        return WatchImage.decide(SNAPSHOT, List.of(image(marks)), List.of(snapshot(status, snapshot)), now);
    }

    private static String words(WatchImage.Decision decision) {
        return ((WatchImage.Decision.Fail) decision).words();
    }
}
