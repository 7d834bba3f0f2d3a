package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.BakeGiven.builderServer;
import static io.bakehouse.function.BakeGiven.candidate;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.CanaryStarted;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.simulation.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What seeds of the simulation taught, as the decisions that were wrong; the numbers are those of the seeds. */
class FoundBySeedsTest {
    private static final String WORDS = "the canary was no good";

    private final PracticeModel model = PracticeModel.usual(new VirtualClock(NOW));
    private final Cloud cloud = model.cloud();

    /** Also of an image that nobody lists because it was revoked. */
    @ParameterizedTest
    @CsvSource({"true, false, Over", "false, true, Over", "false, false, Boot"})
    void seeds2834And6825ARequestThatComesAgainBootsNoBuilderForABakeThatHasAnImage(
            boolean baked, boolean revoked, String outcome) {
        Map<String, String> marks = revoked ? Map.of(Marks.REVOKED_AT, NOW.toString()) : Map.of();
        Image record = Given.record("r1", marks, NOW.minusSeconds(120));
        BuilderBake bake = BuilderBake.of(
                BakeGiven.REQUEST,
                BakeGiven.RECIPE,
                BakeGiven.RECIPE.builder().orElseThrow(),
                BakeGiven.base("b1", ImageStatus.ACTIVE, false, "sum", NOW),
                NOW);
        BuilderClaim.Decision decision = BuilderClaim.decide(bake, new BuilderClaim(record, false, List.of(), baked));
        assertThat(decision.getClass().getSimpleName()).isEqualTo(outcome);
    }

    /** Its end had not been told, and the same run was reported once more, by a server that had taken the other's place. */
    @Test
    void seeds2067900And2344051AnImageThatWasRevokedBeforeItsBakeHadEndedIsNotMadeAnew() {
        Server other = Given.server("web-1.example.org", ServerStatus.ACTIVE);
        RequestSnapshot.Decision.Adopt late = (RequestSnapshot.Decision.Adopt) RequestSnapshot.decide(
                Given.run(RunStatus.CHANGED, "web-1.example.org"),
                List.of(other),
                Given.recipes(),
                false,
                NOW.plus(Duration.ofMinutes(30)));
        cloud.createRecord(Records.ofBake(late.bake().id()), "bake", late.bake().record());
        String image = NamesFoundBySeedsTest.image(
                model, Marks.STATE_REVOKED, Map.of(Marks.BAKE, late.bake().id(), Marks.PROMOTED_AT, NOW.toString()));
        cloud.updateImage(image, new ImageChange(Optional.empty(), Optional.of(true), Map.of()));
        assertThat(late.act(cloud)).isEmpty();
        cloud.deleteImage(image);
        assertThatThrownBy(() -> late.act(cloud))
                .as("without it, that server is asked for a snapshot, which the practice cloud does not know")
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("/action");
    }

    /** It would say that the image was never made. */
    @Test
    void seeds2067900And2344051TheRecordOfABakeWhoseImageIsRevokedBeforeItsEndSaysSo() {
        openRecord();
        String image =
                NamesFoundBySeedsTest.image(model, Marks.STATE_CURRENT, Map.of(Marks.PROMOTED_AT, NOW.toString()));
        new RevokeImage(cloud, () -> NOW).revokeImage(new RevokeRequested(image, false, "leaked", "c1", null, NOW));
        assertThat(RevokedWork.bakeRefusal(cloud.image(Records.ofBake(BAKE)).orElseThrow()))
                .hasValueSatisfying(words -> assertThat(words).contains("leaked"));
    }

    @Test
    void seed3138ALateLookAtAnEarlierSnapshotFailsNoBakeThatWasRejected() {
        openRecord();
        assertThat(types(Records.reject(cloud, cloud.image(Records.ofBake(BAKE)), "web", BAKE, "i1", WORDS, NOW)))
                .containsExactly(EventType.IMAGE_REJECTED);
        assertThat(Records.failBake(cloud, "web", BAKE, "i0", "the image vanished", NOW))
                .isEmpty();
        assertThat(types(Records.reject(cloud, cloud.image(Records.ofBake(BAKE)), "web", BAKE, "i1", "again", NOW)))
                .containsExactly(EventType.IMAGE_REJECTED);
    }

    @Test
    void seed4587ARejectionThatComesAfterAFailureSaysTheFailureOnceMore() {
        openRecord();
        List<Event> failed = Records.failBake(cloud, "web", BAKE, null, "the builder vanished", NOW);
        List<Event> rejected = Records.reject(cloud, cloud.image(Records.ofBake(BAKE)), "web", BAKE, "i1", WORDS, NOW);
        assertThat(types(rejected)).containsExactly(EventType.BAKE_FAILED);
        assertThat(rejected.get(0).id()).isEqualTo(failed.get(0).id());
    }

    /** The end was written down, its servers went, and whoever was to tell of it died. */
    @Test
    void seed6363TheFirstLookTellsTheEndOfABakeWhoseBuilderHasGoneAtOnce() {
        BuilderStarted look = new BuilderStarted("web", BAKE, NOW.minusSeconds(30), NOW.plusSeconds(1800), 0, true);
        WatchBuilder.Decision decision = WatchBuilder.decide(look, List.of(), NOW);
        openRecord();
        assertThat(types(decision.act(cloud))).containsExactly(EventType.BUILDER_STARTED);
        Records.failBake(cloud, "web", BAKE, null, "the builder went to ERROR", NOW);
        List<Event> told = decision.act(cloud);
        assertThat(types(told)).containsExactly(EventType.BAKE_FAILED);
        assertThat(((Ending) told.get(0).data()).words()).contains("went to ERROR");
    }

    /** A builder that breaks after its run is still good for a snapshot that was asked for. */
    @Test
    void aBuilderThatWentToErrorAfterItsRunHasNotFailedItsBake() {
        BuilderStarted look = new BuilderStarted("web", BAKE, BakeGiven.STARTED, NOW.plusSeconds(1800), 2, true);
        Server broken = builderServer(ServerStatus.ERROR, Map.of(Marks.RUN, "changed 9 puppet:x"));
        assertThat(WatchBuilder.decide(look, List.of(broken), NOW)).isInstanceOf(WatchBuilder.Decision.Converged.class);
    }

    @Test
    void aCanaryOfAnImageThatWasFoundGoodBeforeSaysSoAgain() {
        Image good = candidate(ImageStatus.ACTIVE, Map.of(Marks.VERIFIED_AT, NOW.toString()));
        CanaryStarted look = new CanaryStarted(BakeGiven.READY, NOW, NOW.plusSeconds(900), 1, true);
        Server canary = BakeGiven.canary(ServerStatus.ACTIVE, Map.of());
        assertThat(WatchCanary.judge(look, canary, List.of(good), NOW)).isInstanceOf(WatchCanary.Decision.Pass.class);
    }

    /** Its hidden image is in no list: the bake would seem to have none yet. */
    @Test
    void aBakeWhoseCandidateWasRevokedIsEndedByTheSweep() {
        Image revoked = BakeGiven.record(Map.of(Marks.REVOKED_AT, NOW.toString(), Marks.REVOKED_WHY, "leaked"));
        Sweep.Sighting seen = new Sweep.Sighting(List.of(), List.of(), List.of(revoked));
        assertThat(SweepBakes.decide(seen, NOW, NOW))
                .containsExactly(new SweepAction.EndBake(revoked, "the image was revoked: leaked", NOW));
    }

    private void openRecord() {
        Map<String, String> marks = Records.open("web", NOW, NOW.plusSeconds(3600), Map.of(Marks.BAKE, BAKE));
        cloud.createRecord(Records.ofBake(BAKE), "bakehouse-bake-" + BAKE, marks);
        assertThat(cloud.image(Records.ofBake(BAKE)).flatMap(record -> Optional.of(Records.isOpen(record))))
                .contains(true);
    }

    private static List<EventType> types(List<Event> events) {
        return events.stream().map(Event::type).toList();
    }
}
