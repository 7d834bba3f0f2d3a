package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.BakeGiven.READY;
import static io.bakehouse.function.BakeGiven.candidate;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.BuilderConverged;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.SnapshotStarted;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.platform.Callback;
import io.bakehouse.platform.Sinks;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.simulation.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two looks made of a batch, a builder or an image, as seeds of the simulation found; the numbers are those of the seeds. */
class RacesFoundBySeedsTest {
    private static final BatchStarted LOOK =
            new BatchStarted("web", "b1", "i1", 1, NOW, NOW.plusSeconds(900), 0, null, 4, true);
    private static final BatchStarted FAILING = LOOK.failing("the quota is used up");

    private final VirtualClock clock = new VirtualClock(NOW);
    private final PracticeModel model = PracticeModel.usual(clock);
    private final Cloud cloud = model.cloud();

    @BeforeEach
    void claim() {
        Map<String, String> marks = Map.of(Marks.BATCH, "b1", Marks.IMAGE, "i1", Marks.COUNT, "1");
        cloud.createRecord(Records.ofBatch("b1"), "batch", Records.open("web", NOW, LOOK.deadline(), marks));
    }

    /** A refused create was delivered twice, and one delivery went on booting what the other one deleted. */
    @Test
    void seed24619NobodyCallsABatchReadyThatAnotherLookGivesUp() {
        Server server = Given.server("s1", "web-b1", ServerStatus.ACTIVE, NOW, Map.of());
        List<Event> first = new BatchStep.Delete(FAILING, List.of(server), NOW).act(cloud);
        assertThat(types(first)).containsExactly(EventType.BATCH_STARTED);
        for (BatchStep step : List.of(
                new BatchStep.Ready(LOOK, NOW),
                new BatchStep.Delete(LOOK, List.of(server), NOW),
                new BatchStep.TopUp(LOOK, Given.batch(1, 1), List.of(), 1))) {
            assertThat(step.act(cloud))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(((BatchStarted) event.data()).failure()).isEqualTo("the quota is used up"));
        }
        assertThat(cloud.servers(ServerQuery.batch("b1"))).isEmpty();
    }

    @Test
    void aBatchThatIsGivenUpIsNotEndedInTheSameLook() {
        BatchStep.Fail fail = new BatchStep.Fail(FAILING, NOW.plusSeconds(2), NOW);
        assertThat(fail.act(cloud)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.BATCH_STARTED);
            assertThat(event.notBefore()).isEqualTo(NOW.plusSeconds(2));
        });
        assertThat(types(fail.act(cloud))).containsExactly(EventType.BATCH_FAILED);
    }

    /** The event that carried the failure was lost, and what a sweep's looks sent instead had its id. */
    @Test
    void seeds13829And48787And80774EachLookAtABatchThatIsGivenUpSaysSoAnew() {
        Records.giveUp(cloud, Records.ofBatch("b1"), "the quota is used up");
        BatchStep.Ready again = new BatchStep.Ready(LOOK.nextLook(), NOW);
        assertThat(again.act(cloud).get(0).id())
                .isNotEqualTo(new BatchStep.Ready(LOOK, NOW).act(cloud).get(0).id());
    }

    /** It was ready, whoever wrote that died, and then a server crashed, so that the next look waited for ever. */
    @Test
    void seed68757TheEndOfABatchThatNobodyWasToldIsToldByASweep() {
        assertThat(types(new BatchStep.Ready(LOOK, NOW).act(cloud))).containsExactly(EventType.BATCH_READY);
        assertThat(swept(Duration.ofMinutes(1))).isEmpty();
        List<Event> told = swept(Duration.ofMinutes(3));
        assertThat(types(told)).containsExactly(EventType.BATCH_READY);
        new Notify(cloud, Sinks.only("default", event -> {}), clock)
                .tell((Ending) told.get(0).data());
        assertThat(swept(Duration.ofMinutes(8))).isEmpty();
    }

    private List<Event> swept(Duration later) {
        List<Image> records = cloud.images(ImageQuery.records());
        return SweepBatches.decide(new Sweep.Sighting(List.of(), List.of(), records), NOW, NOW.plus(later)).stream()
                .flatMap(action -> action.act(cloud).stream())
                .toList();
    }

    /** Nova had lost it while it was being built, though it had reported: it was looked at for ever. */
    @Test
    void seed71514ABuilderThatIsStillBusyAtTheDeadlineFails() {
        Image record = BakeGiven.record(Map.of(Marks.DEADLINE, NOW.toString()));
        Server lost = BakeGiven.builderServer(ServerStatus.BUILD, Map.of());
        SnapshotBuilder.Seen seen = new SnapshotBuilder.Seen(
                Optional.of(BakeGiven.stopping(true)), Optional.of(record), List.of(), Optional.of(lost), false);
        BuilderConverged converged = new BuilderConverged("web", BAKE, Given.SERVER, NOW);
        assertThat(SnapshotBuilder.decide(converged, seen, NOW.plus(SnapshotClaim.SKEW)))
                .isInstanceOf(SnapshotBuilder.Decision.Snapshot.class);
        assertThat(SnapshotBuilder.decide(
                        converged, seen, NOW.plus(SnapshotClaim.SKEW).plusMillis(1)))
                .isEqualTo(new SnapshotBuilder.Decision.Fail(
                        converged,
                        "the builder was still busy at the deadline: BUILD",
                        NOW.plus(SnapshotClaim.SKEW).plusMillis(1)));
    }

    /** It went to ERROR and was deleted between the look at the record and the look at the servers. */
    @Test
    void seed473089ABuilderWhoseBakeFailedMeanwhileIsNotReplaced() {
        Map<String, String> marks = Records.open("web", NOW, NOW.plusSeconds(60), Map.of(Marks.BAKE, BAKE));
        cloud.createRecord(Records.ofBake(BAKE), "bake", marks);
        whileServersAreListed(() -> Records.failBake(cloud, "web", BAKE, null, "the builder went to ERROR", NOW));
        BuilderClaim claim = BuilderClaim.taken(cloud, BAKE);
        assertThat(Records.isOpen(claim.record())).isFalse();
    }

    /** Between the look at the family and this, a sweep ended the bake. */
    @Test
    void seed67331ABakeThatFailedAsRevokedIsNotCalledSuperseded() {
        failed("the image was revoked");
        Image mine = candidate(ImageStatus.ACTIVE, Map.of());
        Image newer = candidate(ImageStatus.ACTIVE, Map.of());
        assertThat(types(new Unpromoted.Supersede(READY, mine, Optional.of(newer), NOW).act(cloud)))
                .containsExactly(EventType.BAKE_FAILED);
        assertThat(cloud.image(Records.ofBake(BAKE))).isPresent();
    }

    /** Whoever failed it at the deadline died before the image was deleted, and then it was complete. */
    @Test
    void seed558488ABakeThatFailedAtItsDeadlineStaysFailed() {
        failed("still saving");
        Image late = candidate(ImageStatus.ACTIVE, Map.of());
        SnapshotStarted look = new SnapshotStarted("web", BAKE, late.id(), "s1", NOW, NOW.plusSeconds(600), 1, 0, true);
        assertThat(types(new WatchImage.Decision.Ready(look, late, NOW.plusMillis(1)).act(cloud)))
                .containsExactly(EventType.BAKE_FAILED);
        assertThat(types(new WatchImage.Decision.Ready(look, late, NOW).act(cloud)))
                .containsExactly(EventType.IMAGE_READY);
    }

    /** Its canary had done its work and gone between the look at the image and the look at the servers. */
    @Test
    void seed625276AnImageThatWasVerifiedMeanwhileGetsNoOtherCanary() {
        String image = NamesFoundBySeedsTest.image(model, Marks.STATE_CANDIDATE, Map.of());
        whileServersAreListed(
                () -> cloud.updateImage(image, ImageChange.mark(Map.of(Marks.VERIFIED_AT, NOW.toString()))));
        Recipes recipes = new Recipes(List.of(BakeGiven.stopping(true)));
        Callback callback = new Callback(Optional.of("http://bakehouse.test"), Optional.of("a secret of the test"));
        ImageReady ready = new ImageReady("web", BAKE, image, NOW, 30);
        assertThat(types(new VerifyImage(cloud, recipes, callback, clock).verifyImage(ready)))
                .containsExactly(EventType.IMAGE_VERIFIED);
        assertThat(cloud.servers(ServerQuery.bake(BAKE))).isEmpty();
    }

    private void whileServersAreListed(Runnable meanwhile) {
        model.faults().add(call -> {
            if (call.template().equals("GET compute/servers/detail")) {
                meanwhile.run();
            }
            return Fault.NONE;
        });
    }

    private void failed(String words) {
        Map<String, String> marks = Records.ended("web", Marks.STATE_FAILED, words, NOW, Map.of(Marks.BAKE, BAKE));
        cloud.createRecord(Records.ofBake(BAKE), "bake", marks);
    }

    private static List<EventType> types(List<Event> events) {
        return events.stream().map(Event::type).toList();
    }
}
