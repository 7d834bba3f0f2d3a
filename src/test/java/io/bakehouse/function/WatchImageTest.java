package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.SnapshotStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchImageTest {
    private static final SnapshotStarted SNAPSHOT = new SnapshotStarted(
            "web", "web-1", "i1", Given.SERVER, NOW.minusSeconds(60), NOW.plusSeconds(600), 60, 2, true);

    @Test
    void isReadyWhenGlanceHasItActive() {
        assertThat(decide(image("i1", ImageStatus.ACTIVE))).isInstanceOf(WatchImage.Decision.Ready.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageStatus.class,
            names = {"QUEUED", "SAVING", "UPLOADING", "IMPORTING"})
    void looksAgainWhileDataMayStillArrive(ImageStatus status) {
        WatchImage.Decision.Wait wait = (WatchImage.Decision.Wait) decide(image("i1", status));
        assertThat(wait.next()).isAfter(NOW).isBefore(SNAPSHOT.deadline());
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageStatus.class,
            names = {"KILLED", "DELETED", "DEACTIVATED", "PENDING_DELETE", "UNKNOWN"})
    void failsWhenItCannotBecomeActiveAnyMore(ImageStatus status) {
        WatchImage.Decision.Fail fail = (WatchImage.Decision.Fail) decide(image("i1", status));
        assertThat(fail.words()).isEqualTo("the image became " + status);
        assertThat(fail.leftovers()).hasSize(1);
    }

    @Test
    void failsWhenTheImageVanished() {
        assertThat(decide()).isInstanceOf(WatchImage.Decision.Vanished.class);
    }

    @Test
    void failsAtTheDeadlineAndRemovesWhatIsLeft() {
        WatchImage.Decision decision =
                WatchImage.decide(SNAPSHOT, List.of(image("i1", ImageStatus.QUEUED)), SNAPSHOT.deadline());
        WatchImage.Decision.Fail fail = (WatchImage.Decision.Fail) decision;
        assertThat(fail.words()).isEqualTo("the image was still QUEUED after 11 min, at its deadline");
        assertThat(fail.leftovers()).extracting(Image::id).containsExactly("i1");
    }

    @Test
    void prefersTheActiveOneOfTwoAndElseTheOldest() {
        Image older = Given.image("i1", "web-1", ImageStatus.QUEUED, Marks.STATE_CANDIDATE, NOW.minusSeconds(50));
        Image active = Given.image("i2", "web-1", ImageStatus.ACTIVE, Marks.STATE_CANDIDATE, NOW.minusSeconds(40));
        Image younger = Given.image("i3", "web-1", ImageStatus.ACTIVE, Marks.STATE_CANDIDATE, NOW.minusSeconds(30));
        assertThat(((WatchImage.Decision.Ready) decide(younger, older, active)).image())
                .isEqualTo(active);
    }

    @Test
    void hasNothingToDoOnceTheImageIsPromoted() {
        Image promoted = Given.image("i1", "web-1", ImageStatus.ACTIVE, Marks.STATE_CURRENT, NOW);
        assertThat(decide(promoted)).isEqualTo(new WatchImage.Decision.Done());
    }

    @Test
    void ignoresASnapshotThatOnlyInheritedOurMarks() {
        Image stranger = Given.image(
                "i9",
                "web-1",
                ImageStatus.ACTIVE,
                Map.of(Marks.STATE, Marks.STATE_CANDIDATE, "instance_uuid", "another-server"),
                NOW);
        assertThat(decide(stranger)).isInstanceOf(WatchImage.Decision.Vanished.class);
    }

    @Test
    void looksOftenNearTheEstimateAndRarelyBeyondIt() {
        Instant start = NOW;
        Instant deadline = NOW.plus(Duration.ofHours(1));
        assertThat(Looks.first(start, 300)).isEqualTo(start.plusSeconds(240));
        assertThat(Looks.first(start, null)).isEqualTo(start.plusSeconds(100));
        assertThat(Looks.first(start, 3)).isEqualTo(start.plusMillis(2400));
        assertThat(seconds(Looks.next(start, 300, start.plusSeconds(240), deadline)))
                .isBetween(306L, 310L);
        assertThat(seconds(Looks.next(start, 300, start.plusSeconds(310), deadline)))
                .isBetween(356L, 360L);
        assertThat(seconds(Looks.next(start, 300, start.plusSeconds(500), deadline)))
                .isEqualTo(650);
        assertThat(seconds(Looks.next(start, 300, start.plusSeconds(1300), deadline)))
                .isEqualTo(1600);
        assertThat(seconds(Looks.next(start, null, start.plusSeconds(48), deadline)))
                .isEqualTo(100);
        assertThat(seconds(Looks.next(start, 300, start.plusSeconds(3500), deadline)))
                .isEqualTo(3600);
    }

    private static long seconds(Instant time) {
        return Duration.between(NOW, time).toSeconds();
    }

    private static Image image(String id, ImageStatus status) {
        return Given.image(id, "web-1", status, Marks.STATE_CANDIDATE, NOW.minusSeconds(50));
    }

    private static WatchImage.Decision decide(Image... images) {
        return WatchImage.decide(SNAPSHOT, List.of(images), NOW);
    }
}
