package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.BakeGiven.candidate;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.model.RevokeRequested;
import io.bakehouse.model.RollbackRequested;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.SnapshotStarted;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.simulation.VirtualClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What two deliveries decided in two ways, as seeds of the simulation found; the numbers are those of the seeds. */
class ClaimsFoundBySeedsTest {
    private static final String CAUSE = "rollback-1";
    private static final RollbackRequested BACK = new RollbackRequested("web", "i1", null, CAUSE, null, NOW);

    private final PracticeModel model = PracticeModel.usual(new VirtualClock(NOW));
    private final Cloud cloud = model.cloud();

    /** The quota had room when it was delivered again. */
    @Test
    void seed32ARefusedRolloutStaysRefused() {
        RolloutRequested request = new RolloutRequested("web", "web-r1", "i1", "c1", null, NOW);
        RolloutClaim refuse =
                new RolloutClaim.Refuse(EventType.ROLLOUT_FAILED, request, "i1", 0, "the quota has no room", NOW);
        assertThat(types(refuse.act(cloud))).containsExactly(EventType.ROLLOUT_FAILED);
        Map<String, String> marks = Records.open("web", NOW, NOW.plusSeconds(60), Map.of());
        List<Event> again = new RolloutClaim.Claim(request, refuse.plan(), marks, NOW).act(cloud);
        assertThat(types(again)).containsExactly(EventType.ROLLOUT_FAILED);
        assertThat(((Ending) again.get(0).data()).words()).isEqualTo("the quota has no room");
    }

    /** A server crashed between the record that said ready and the announcement. */
    @Test
    void seeds2187And3111ABatchThatWasReadySaysSoAgainAndKeepsItsServers() {
        Map<String, String> marks = Map.of(Marks.BATCH, "b1", Marks.IMAGE, "i1", Marks.COUNT, "3");
        cloud.createRecord(
                Records.ofBatch("b1"), "batch", Records.ended("web", Marks.STATE_READY, "3 of 3", NOW, marks));
        BatchStarted look = new BatchStarted("web", "b1", "i1", 3, NOW, NOW.plusSeconds(900), 0, null, 4, true);
        List<Event> events = new BatchStep.Delete(look, List.of(), NOW).act(cloud);
        assertThat(types(events)).containsExactly(EventType.BATCH_READY);
        assertThat(((Ending) events.get(0).data()).count()).isEqualTo(3);
        assertThat(types(Records.failBatch(cloud, "web", "b1", "i1", "too late", NOW)))
                .containsExactly(EventType.BATCH_READY);
    }

    @Test
    void seeds24269And33538ABatchThatHasFailedIsNotReadyWhenAnotherLookFindsItSo() {
        Map<String, String> marks = Map.of(Marks.BATCH, "b1", Marks.IMAGE, "i1", Marks.COUNT, "3");
        cloud.createRecord(
                Records.ofBatch("b1"), "batch", Records.ended("web", Marks.STATE_FAILED, "it broke", NOW, marks));
        BatchStarted look = new BatchStarted("web", "b1", "i1", 3, NOW, NOW.plusSeconds(900), 0, null, 4, true);
        assertThat(types(new BatchStep.Ready(look, NOW).act(cloud))).containsExactly(EventType.BATCH_FAILED);
    }

    /** It had stayed queued, and another delivery of the run had replaced it. */
    @Test
    void seed37980AnImageThatWasReplacedFailsNoBake() {
        cloud.createRecord(
                Records.ofBake(BAKE), "bake", Records.open("web", NOW, NOW.plusSeconds(60), Map.of(Marks.BAKE, BAKE)));
        SnapshotStarted look = new SnapshotStarted("web", BAKE, "i0", "s1", NOW, NOW.plusSeconds(60), 1, 0, true);
        String other = image(Marks.STATE_CURRENT, Map.of(Marks.PROMOTED_AT, NOW.toString()));
        assertThat(new WatchImage.Decision.Vanished(look, NOW).act(cloud)).isEmpty();
        cloud.deleteImage(other);
        assertThat(types(new WatchImage.Decision.Vanished(look, NOW).act(cloud)))
                .containsExactly(EventType.BAKE_FAILED);
    }

    /** The record went because the image was promoted between the look at it and this. */
    @Test
    void aRejectionThatComesAfterThePromotionIsNone() {
        String image = image(Marks.STATE_CURRENT, Map.of(Marks.PROMOTED_AT, NOW.toString()));
        ImageReady ready = new ImageReady("web", BAKE, image, NOW, 30);
        assertThat(CandidateImage.reject(cloud, ready, "no", NOW)).isEmpty();
        assertThat(cloud.image(image).orElseThrow().hidden()).isFalse();
        Optional<Image> before = Optional.of(Given.record(Records.ofBake(BAKE), Map.of(Marks.BAKE, BAKE), NOW));
        assertThat(Records.reject(cloud, before, "web", BAKE, image, "no", NOW)).isEmpty();
    }

    @Test
    void seeds7871And13329ARefusedCommandStaysRefused() {
        RollbackDecision back =
                new RollbackDecision.Refuse(BACK, false, Optional.empty(), Optional.empty(), "another is current", NOW);
        assertThat(types(back.act(cloud))).containsExactly(EventType.COMMAND_REFUSED);
        assertThat(CommandRecord.isOver(CommandRecord.of(cloud, CAUSE))).isTrue();
        RevokeRequested request = new RevokeRequested("i1", false, "leaked", "revoke-1", "abc", NOW);
        RevokeDecision revoke = new RevokeDecision.Refuse(request, "web", false, "the world has changed", NOW);
        assertThat(types(revoke.act(cloud))).containsExactly(EventType.COMMAND_REFUSED);
        assertThat(CommandRecord.isOver(CommandRecord.of(cloud, "revoke-1"))).isTrue();
    }

    /** The image was revoked between the looks of two deliveries: one gave it the name, the other one gave that back. */
    @Test
    void seed5332421ARollbackEndsAsWhoeverWasFirstSays() {
        String id = image(Marks.STATE_PREVIOUS, Map.of(Marks.PROMOTED_AT, NOW.toString()));
        Image mine = cloud.image(id).orElseThrow();
        RollbackDecision done = new RollbackDecision.Restore(BACK, mine, List.of(), null, true, NOW);
        RollbackDecision refuse =
                new RollbackDecision.Refuse(BACK, true, Optional.empty(), Optional.empty(), "it was revoked", NOW);
        CommandRecord.begin(cloud, "rollback", CAUSE, "web", NOW, Map.of(Marks.IMAGE, id));
        assertThat(types(refuse.act(cloud))).containsExactly(EventType.COMMAND_REFUSED);
        assertThat(types(done.act(cloud))).containsExactly(EventType.COMMAND_REFUSED);

        cloud.updateImage(CommandRecord.id(CAUSE), ImageChange.mark(Map.of(Marks.STATE, Marks.STATE_OPEN)));
        assertThat(types(done.act(cloud))).containsExactly(EventType.IMAGE_ROLLED_BACK);
        assertThat(types(refuse.act(cloud))).containsExactly(EventType.IMAGE_ROLLED_BACK);
    }

    @Test
    void aRevocationEndsAsWhoeverWasFirstSaysToo() {
        String id = image(Marks.STATE_PREVIOUS, Map.of(Marks.PROMOTED_AT, NOW.toString()));
        RevokeRequested request = new RevokeRequested(id, false, "leaked", "revoke-1", null, NOW);
        List<Image> doomed = List.of(cloud.image(id).orElseThrow());
        RevokeDecision done = new RevokeDecision.Revoke(request, doomed, doomed, doomed, true, NOW);
        RevokeDecision refuse = new RevokeDecision.Refuse(request, "web", true, "it is gone", NOW);
        CommandRecord.begin(cloud, "revoke", "revoke-1", "web", NOW, Map.of(Marks.IMAGE, id));
        assertThat(types(done.act(cloud))).containsExactly(EventType.IMAGE_REVOKED);
        assertThat(types(refuse.act(cloud))).containsExactly(EventType.IMAGE_REVOKED);

        cloud.updateImage(CommandRecord.id("revoke-1"), ImageChange.mark(Map.of(Marks.STATE, Marks.STATE_OPEN)));
        assertThat(types(refuse.act(cloud))).containsExactly(EventType.COMMAND_REFUSED);
        assertThat(types(done.act(cloud))).containsExactly(EventType.COMMAND_REFUSED);
    }

    /** Its duplicate came days later, when the plan fitted no more. */
    @Test
    void seed44731WhatWasRetiredAfterAPlanIsNotRefusedAfterwards() {
        RetireRequested request = new RetireRequested("web", "retire-1", "abc", NOW);
        Map<String, String> marks = Map.of(Marks.COUNT, "2");
        CommandRecord.close(cloud, "retire-1", Records.ended("web", Marks.STATE_READY, "2 images hidden", NOW, marks));
        List<Event> events = new RetireImages(cloud, Given.recipes(), () -> NOW).retireImages(request);
        assertThat(types(events)).containsExactly(EventType.IMAGES_RETIRED);
        assertThat(((Ending) events.get(0).data()).count()).isEqualTo(2);
    }

    /** A person had cloned the builder, whose deadline passed while the image waited for approval. */
    @Test
    void seed41514ABakeThatHasItsImageIsNotFailedByItsBuilderNorPromotedAfterItFailed() {
        Map<String, String> marks = Records.open("web", NOW, NOW.plusSeconds(60), Map.of(Marks.BAKE, BAKE));
        cloud.createRecord(Records.ofBake(BAKE), "bake", marks);
        image(Marks.STATE_CANDIDATE, Map.of());
        BuilderStarted look = new BuilderStarted("web", BAKE, NOW, NOW, 3, true);
        assertThat(new WatchBuilder.Decision.Fail(look, "it did not report", NOW).act(cloud))
                .isEmpty();
        Records.failBake(cloud, "web", BAKE, null, "it broke", NOW);
        assertThat(types(new PromoteImage(cloud, Given.recipes(), () -> NOW)
                        .promoteImage(VerdictsFoundBySeedsTest.said(true))))
                .containsExactly(EventType.BAKE_FAILED);
    }

    @Test
    void seed56670AVerifiedImageWhoseBakeIsGoneIsSuspect() {
        Image verified = candidate(ImageStatus.ACTIVE, Map.of(Marks.VERIFIED_AT, NOW.toString()));
        assertThat(SweepBakes.decide(new Sweep.Sighting(List.of(), List.of(verified), List.of()), NOW, NOW))
                .containsExactly(new SweepAction.SuspectImage(verified, NOW));
    }

    /** A list that lagged had shown it as it was before it was revoked. */
    @Test
    void seed19948ARollbackThatNamedARevokedImageTakesTheNameBack() {
        String id = image(
                Marks.STATE_CURRENT,
                Map.of(Marks.PROMOTED_AT, NOW.toString(), Marks.REVOKED_AT, NOW.toString(), Marks.REASON, "leaked"));
        Image revoked = cloud.image(id).orElseThrow();
        Image record = Given.record("r1", Map.of(Marks.IMAGE, id, Marks.BEFORE, ""), NOW);
        RollbackDecision decision = RollBack.decide(
                BACK,
                new RollBack.Sight(Optional.of(record), List.of(revoked), Optional.of(revoked), Optional.empty()),
                NOW);
        assertThat(types(decision.act(cloud))).containsExactly(EventType.COMMAND_REFUSED);
        Image after = cloud.image(id).orElseThrow();
        assertThat(after.hidden()).isTrue();
        assertThat(after.name()).isNotEqualTo("web");
    }

    private String image(String state, Map<String, String> more) {
        return NamesFoundBySeedsTest.image(model, state, more);
    }

    private static List<EventType> types(List<Event> events) {
        return events.stream().map(Event::type).toList();
    }
}
