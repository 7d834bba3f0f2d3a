package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.BakeGiven.builderServer;
import static io.bakehouse.function.BakeGiven.candidate;
import static io.bakehouse.function.BakeGiven.stopping;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BuilderConverged;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotBuilderTest {
    private static final BuilderConverged CONVERGED = new BuilderConverged("web", BAKE, Given.SERVER, NOW);
    private static final Optional<Recipe> STOPS = Optional.of(stopping(true));
    private static final Optional<Image> OPEN = Optional.of(BakeGiven.record(Map.of()));
    private static final Optional<Server> RUNNING = Optional.of(builderServer(ServerStatus.ACTIVE, Map.of()));
    private static final Optional<Server> STOPPED = Optional.of(builderServer(ServerStatus.SHUTOFF, Map.of()));

    @Test
    void stopsARunningBuilderFirstWhereItsRecipeWantsThat() {
        assertThat(decide(STOPS, OPEN, RUNNING)).isEqualTo(new SnapshotBuilder.Decision.Stop(RUNNING.get()));
        assertThat(claim(decide(Optional.of(stopping(false)), OPEN, RUNNING)))
                .isInstanceOf(SnapshotClaim.Decision.Snapshot.class);
    }

    @Test
    void snapshotsAStoppedBuilderAtOnceThoughItsRecordIsOld() {
        assertThat(claim(decide(STOPS, OPEN, STOPPED))).isInstanceOf(SnapshotClaim.Decision.Snapshot.class);
    }

    @Test
    void waitsWhileNovaStopsIt() {
        Server stopping = Given.busy(RUNNING.get(), "powering-off");
        assertThat(claim(decide(STOPS, OPEN, Optional.of(stopping)))).isInstanceOf(SnapshotClaim.Decision.Later.class);
    }

    @Test
    void reportsTheSnapshotThatIsUnderWay() {
        Image saving = candidate(ImageStatus.SAVING, Map.of());
        Server busy = Given.busy(STOPPED.get(), "image_uploading");
        assertThat(claim(decide(STOPS, OPEN, Optional.of(busy), saving)))
                .isInstanceOf(SnapshotClaim.Decision.UnderWay.class);
        assertThat(claim(decide(STOPS, OPEN, RUNNING, saving))).isInstanceOf(SnapshotClaim.Decision.UnderWay.class);
    }

    @Test
    void leavesAnImageThatWasJustAskedForAloneAndReplacesOneThatStaysQueued() {
        Image queued = candidate(ImageStatus.QUEUED, Map.of());
        Image young = Given.image("i2", BAKE, ImageStatus.QUEUED, Marks.STATE_CANDIDATE, NOW.minusSeconds(20));
        SnapshotClaim.Decision.Snapshot again =
                (SnapshotClaim.Decision.Snapshot) claim(decide(STOPS, OPEN, STOPPED, queued));
        assertThat(again.orphans()).containsExactly(queued);
        assertThat(claim(decide(STOPS, OPEN, STOPPED, young))).isInstanceOf(SnapshotClaim.Decision.Later.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageStatus.class,
            names = {"ACTIVE", "SAVING"})
    void aBuilderThatIsGoneIsNoLossOnceItsImageIsThere(ImageStatus status) {
        assertThat(decide(STOPS, OPEN, Optional.empty(), candidate(status, Map.of())))
                .isEqualTo(new SnapshotBuilder.Decision.Over());
        assertThat(words(decide(STOPS, OPEN, Optional.empty()))).isEqualTo("the builder vanished before its snapshot");
    }

    @Test
    void doesNothingForABakeThatHasEndedOrGoneFurther() {
        assertThat(decide(STOPS, Optional.empty(), RUNNING)).isEqualTo(new SnapshotBuilder.Decision.Over());
        for (String state : List.of(Marks.STATE_VERIFIED, Marks.STATE_CURRENT, Marks.STATE_REJECTED)) {
            Image further = candidate(ImageStatus.ACTIVE, Map.of(Marks.STATE, state));
            assertThat(decide(STOPS, OPEN, RUNNING, further)).isEqualTo(new SnapshotBuilder.Decision.Over());
        }
    }

    @Test
    void failsInWordsWhatCannotBeSnapshotted() {
        assertThat(words(decide(Optional.empty(), OPEN, RUNNING))).contains("has no builder any more");
        assertThat(words(decide(Optional.of(Given.recipe("web")), OPEN, RUNNING)))
                .contains("has no builder any more");
        assertThat(words(decide(STOPS, OPEN, Optional.of(builderServer(ServerStatus.ERROR, Map.of())))))
                .isEqualTo("the builder went to ERROR before its snapshot: No valid host was found.");
    }

    @Test
    void theImageSaysWhatItWasBuiltOnAndByWhom() {
        Image record = BakeGiven.record(Map.of(Marks.BASE_CHECKSUM, "sum", Marks.CAUSE, "rebake:x"));
        Server builder = builderServer(ServerStatus.SHUTOFF, Map.of(Marks.IDENTITY, "ed25519:1"));
        SnapshotClaim.Decision.Snapshot snapshot =
                (SnapshotClaim.Decision.Snapshot) claim(decide(STOPS, Optional.of(record), Optional.of(builder)));
        assertThat(snapshot.bake().image(false))
                .containsEntry(Marks.BASE, "base-1")
                .containsEntry(Marks.BASE_CHECKSUM, "sum")
                .containsEntry(Marks.BUILDER, Given.SERVER)
                .containsEntry(Marks.IDENTITY, "ed25519:1")
                .containsEntry(Marks.CANARY_IDENTITY, "")
                .containsEntry(Marks.CAUSE, "rebake:x");
    }

    @Test
    void failsWhenItsImageWasRevokedMeanwhile() {
        Image record = BakeGiven.record(Map.of(Marks.REVOKED_AT, NOW.toString(), Marks.REVOKED_WHY, "it leaks"));
        assertThat(words(decide(STOPS, Optional.of(record), RUNNING))).isEqualTo("the image was revoked: it leaks");
    }

    @Test
    void theImageOfAnotherBakeIsNotItsOwn() {
        Image another = candidate(ImageStatus.ACTIVE, Map.of(Marks.BAKE, "web-2"));
        assertThat(words(decide(STOPS, OPEN, Optional.empty(), another)))
                .isEqualTo("the builder vanished before its snapshot");
    }

    private static SnapshotBuilder.Decision decide(
            Optional<Recipe> recipe, Optional<Image> record, Optional<Server> server, Image... family) {
        return SnapshotBuilder.decide(
                CONVERGED, new SnapshotBuilder.Seen(recipe, record, List.of(family), server, false), NOW);
    }

    private static SnapshotClaim.Decision claim(SnapshotBuilder.Decision decision) {
        return ((SnapshotBuilder.Decision.Snapshot) decision).decision();
    }

    private static String words(SnapshotBuilder.Decision decision) {
        return ((SnapshotBuilder.Decision.Fail) decision).words();
    }
}
