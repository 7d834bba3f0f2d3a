package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.BakeGiven.READY;
import static io.bakehouse.function.BakeGiven.candidate;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bakehouse.model.Ending;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.SnapshotStarted;
import io.bakehouse.openstack.CloudException;
import io.bakehouse.openstack.ImageChange;
import io.bakehouse.openstack.ServerQuery;
import io.bakehouse.platform.Callback;
import io.bakehouse.platform.Sinks;
import io.bakehouse.practice.Fault;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.simulation.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ends of bakes that were lost, or belied by an image, as seeds of the simulation found; the numbers are those of the seeds. */
class EndsFoundBySeedsTest {
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(3));

    private final PracticeModel model = PracticeModel.usual(new VirtualClock(NOW));

    /** Whoever promoted it deleted the record and died, and it was revoked before anybody heard of it. */
    @ParameterizedTest
    @CsvSource({"promoted, IMAGE_PROMOTED", "superseded, IMAGE_SUPERSEDED", "written over, IMAGE_SUPERSEDED", "neither,"
    })
    void seeds62And937051And1161097And1165860ABakeThatEndedBeforeItsImageWasRevokedSaysHow(String how, EventType end) {
        Map<String, String> marks = new HashMap<>(Map.of(Marks.REVOKED_AT, NOW.toString()));
        if (how.equals("promoted")) {
            marks.put(Marks.PROMOTED_AT, NOW.minusSeconds(9).toString());
        }
        if (how.equals("written over")) {
            marks.put(Marks.SUPERSEDED_AT, NOW.minusSeconds(9).toString());
        }
        marks.put(Marks.WAS, how.equals("superseded") ? Marks.STATE_PREVIOUS : Marks.STATE_CANDIDATE);
        Image revoked = candidate(ImageStatus.ACTIVE, marks);
        List<Event> events = new Unpromoted.Revoked(READY, revoked, false, NOW).act(model.cloud());
        assertThat(types(events)).isEqualTo(end == null ? List.of() : List.of(end));
    }

    /** Its record says revoked, and its image, or a later one, could be promoted after the bake's end was told. */
    @Test
    void seeds2970And3715And7310ABakeThatASweepEndsAsRevokedTakesItsImagesWithIt() {
        String image = image(Marks.STATE_CANDIDATE, Map.of());
        List<Event> events = end(open(Map.of(Marks.REVOKED_AT, NOW.toString(), Marks.REVOKED_WHY, "leaked")));
        assertThat(types(events)).containsExactly(EventType.BAKE_FAILED);
        Image after = model.cloud().image(image).orElseThrow();
        assertThat(after.hidden()).isTrue();
        assertThat(after.isRevoked()).isTrue();
        assertThat(after.mark(Marks.REASON)).contains("leaked");
    }

    @Test
    void seed10968ABakeWhoseImageHasJustBeenPromotedIsNotFailed() {
        image(Marks.STATE_CURRENT, Map.of(Marks.PROMOTED_AT, NOW.toString()));
        Image record = open(Map.of(Marks.REVOKED_AT, NOW.toString(), Marks.REVOKED_WHY, "leaked"));
        assertThat(end(record)).isEmpty();
        assertThat(Records.isOpen(model.cloud().image(record.id()).orElseThrow()))
                .isTrue();
    }

    /** The failure was written down, the servers went, the answer to that was lost, and the next delivery knew nothing. */
    @Test
    void seeds9152And11225And8373AnEndThatNobodyWasToldIsToldByEachSweepUntilSomebodyHearsOfIt() {
        open(Map.of());
        Records.failBake(model.cloud(), "web", BAKE, null, "the run failed", NOW);
        assertThat(sweep(NOW.plusSeconds(60))).isEmpty();
        assertThat(sweep(LATER)).hasSize(1);
        List<Event> events = sweep(LATER).get(0).act(model.cloud());
        assertThat(types(events)).containsExactly(EventType.BAKE_FAILED);
        assertThat(((Ending) events.get(0).data()).words()).isEqualTo("the run failed");
        assertThat(sweep(LATER.plus(Duration.ofMinutes(5)))).hasSize(1);
        new Notify(model.cloud(), Sinks.only("default", event -> {}), () -> LATER)
                .tell((Ending) events.get(0).data());
        assertThat(sweep(LATER.plus(Duration.ofMinutes(10)))).isEmpty();
    }

    @Test
    void theSweepTellsNothingThatIsOnItsWayOrOld() {
        open(Map.of());
        List<Event> events = Records.failBake(model.cloud(), "web", BAKE, null, "the run failed", NOW);
        assertThat(sweep(NOW.plus(Duration.ofHours(2)))).isEmpty();
        new Notify(model.cloud(), Sinks.only("default", event -> {}), () -> NOW)
                .tell((Ending) events.get(0).data());
        assertThat(sweep(LATER)).isEmpty();
    }

    /** Between the two, another delivery found an open bake without an image, and asked for one more. */
    @Test
    void seed14095AnImageThatWillNeverBeReadyGoesAfterItsBakeHasFailed() {
        String image = image(Marks.STATE_CANDIDATE, Map.of());
        open(Map.of());
        SnapshotStarted look = new SnapshotStarted("web", BAKE, image, "s1", NOW, NOW, 1, 0, true);
        List<Image> left = List.of(model.cloud().image(image).orElseThrow());
        model.faults().add(call -> call.template().startsWith("PATCH ") ? Fault.refused(503) : Fault.NONE);
        WatchImage.Decision fail = new WatchImage.Decision.Fail(look, left, "it broke", NOW);
        assertThat(catchThrowable(() -> fail.act(model.cloud()))).isInstanceOf(CloudException.class);
        assertThat(model.cloud().image(image)).isPresent();
    }

    /** Its image was superseded, the process died before it could say so, and the event was redriven after three days. */
    @Test
    void seed710385AnImageThatWasRetiredMeanwhileWasSuperseded() {
        String image = image(Marks.STATE_RETIRED, Map.of());
        Image retired = model.cloud().image(image).orElseThrow();
        ImageReady ready = new ImageReady("web", BAKE, image, NOW, 30);
        List<Event> events =
                PromoteImage.decide(ready, List.of(retired), 0, NOW).act(model.cloud());
        assertThat(types(events)).containsExactly(EventType.IMAGE_SUPERSEDED);
        assertThat(model.cloud().image(image)).contains(retired);
    }

    /** The same, had it been deleted as well. */
    @Test
    void anImageThatIsGoneLikeTheRecordOfItsBakeIsNotPassedOverInSilence() {
        PromoteImage.Decision fail = PromoteImage.decide(READY, List.of(), 0, NOW);
        assertThat(catchThrowable(() -> fail.act(model.cloud())))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.GONE))
                .hasMessageContaining(BAKE);
        open(Map.of());
        assertThat(types(fail.act(model.cloud()))).containsExactly(EventType.BAKE_FAILED);
    }

    /** Twenty minutes after the bake was asked for there was room for its image, which the sweep's list did not show yet. */
    @Test
    void seed971621ABakeThatSeemsLostIsLookedAtOnceMore() {
        open(Map.of());
        Instant late = NOW.plus(Duration.ofMinutes(21));
        SweepAction lost = sweep(late).get(0);
        String image = image(Marks.STATE_CANDIDATE, Map.of());
        assertThat(lost.act(model.cloud())).isEmpty();
        model.cloud().deleteImage(image);
        List<Event> events = lost.act(model.cloud());
        assertThat(types(events)).containsExactly(EventType.BAKE_FAILED);
        assertThat(((Ending) events.get(0).data()).words()).contains("never made");
    }

    /** Between its promotion and the announcement it was revoked, which a second delivery, or a sweep, came upon. */
    @Test
    void seed5849042AnImageThatHadTheNameWasPromotedWhoeverSaysSo() {
        open(Map.of());
        assertThat(types(new Unpromoted.Revoked(READY, revokedAs(Marks.STATE_CURRENT), true, NOW).act(model.cloud())))
                .containsExactly(EventType.IMAGE_PROMOTED, EventType.ROLLBACK_REQUESTED);
        assertThat(model.cloud().image(Records.ofBake(BAKE))).as("the record").isEmpty();
    }

    @Test
    void seed172228AnImageThatGotTheNameAfterItWasRevokedWasNotPromoted() {
        open(Map.of());
        assertThat(types(new Unpromoted.Revoked(READY, revokedAs(Marks.STATE_CANDIDATE), true, NOW).act(model.cloud())))
                .containsExactly(EventType.BAKE_FAILED, EventType.ROLLBACK_REQUESTED);
        assertThat(types(new Unpromoted.Revoked(READY, revokedAs(Marks.STATE_CURRENT), false, NOW).act(model.cloud())))
                .as("what was said stays so")
                .containsExactly(EventType.BAKE_FAILED);
    }

    private static Image revokedAs(String was) {
        return candidate(ImageStatus.ACTIVE, marksAs(was));
    }

    private static Map<String, String> marksAs(String was) {
        Map<String, String> marks = new HashMap<>();
        marks.put(Marks.WAS, was);
        marks.put(Marks.REVOKED_AT, NOW.toString());
        marks.put(Marks.PROMOTED_AT, NOW.toString());
        marks.put(Marks.REASON, "leaked");
        return marks;
    }

    @Test
    void aSweepSaysSoOfAnImageThatHadTheNameToo() {
        open(Map.of(Marks.REVOKED_AT, NOW.toString(), Marks.REVOKED_WHY, "leaked"));
        String image = image(Marks.STATE_REVOKED, marksAs(Marks.STATE_CURRENT));
        model.cloud().updateImage(image, ImageChange.mark(Map.of()).hide(true));
        Image record = model.cloud().image(Records.ofBake(BAKE)).orElseThrow();
        assertThat(types(end(record))).containsExactly(EventType.IMAGE_PROMOTED);
        assertThat(model.cloud().image(Records.ofBake(BAKE))).as("the record").isEmpty();
    }

    /**
     * It was ended for want of an image, by a sweep or by whoever looked at one that vanished, while another delivery of the
     * run asked for this one.
     */
    @Test
    void seeds3314959And5203834AnImageOfABakeThatHasFailedMeanwhileIsNotReady() {
        open(Map.of());
        SnapshotStarted snapshot = new SnapshotStarted("web", BAKE, "i1", "s1", NOW, NOW.plusSeconds(3600), 1, 0, true);
        Image mine = candidate(ImageStatus.ACTIVE, Map.of());
        Image late = candidate(ImageStatus.ACTIVE, Map.of(Marks.TAKEN_OVER_AT, NOW.toString()));
        assertThat(types(new WatchImage.Decision.Ready(snapshot, late, NOW).act(model.cloud())))
                .containsExactly(EventType.IMAGE_READY);
        assertThat(types(Records.failBake(model.cloud(), "web", BAKE, null, "it has no image", NOW)))
                .containsExactly(EventType.BAKE_FAILED);
        assertThat(types(new WatchImage.Decision.Ready(snapshot, late, NOW).act(model.cloud())))
                .containsExactly(EventType.BAKE_FAILED);
        assertThat(types(new WatchImage.Decision.Ready(snapshot, mine, NOW).act(model.cloud())))
                .as("of a claim that nobody took over no record is read")
                .containsExactly(EventType.IMAGE_READY);
    }

    private List<SweepAction> sweep(Instant now) {
        Image record = model.cloud().image(Records.ofBake(BAKE)).orElseThrow();
        return SweepBakes.decide(new Sweep.Sighting(List.of(), List.of(), List.of(record)), now, now);
    }

    private List<Event> end(Image record) {
        return new SweepAction.EndBake(record, "the image was revoked: leaked", NOW).act(model.cloud());
    }

    private Image open(Map<String, String> more) {
        Map<String, String> marks = Records.open("web", NOW, NOW.plusSeconds(3600), Map.of(Marks.BAKE, BAKE));
        marks.putAll(more);
        model.cloud().createRecord(Records.ofBake(BAKE), "bakehouse-bake-" + BAKE, marks);
        return model.cloud().image(Records.ofBake(BAKE)).orElseThrow();
    }

    /** The list did not show the canary, the quota had no room for another, and the next delivery saw the first one only. */
    @ParameterizedTest
    @CsvSource({"gave up, BAKE_FAILED", "rejected, CANARY_STARTED", "goes on, CANARY_STARTED"})
    void seed2417772ABakeThatWasGivenUpIsNotVerified(String how, EventType next) {
        String image = image(Marks.STATE_CANDIDATE, Map.of());
        Map<String, String> marks = new HashMap<>(Map.of(Marks.BAKE, BAKE, Marks.STATE, Marks.STATE_FAILED));
        if (how.equals("rejected")) {
            marks.put(Marks.IMAGE, image);
        } else if (how.equals("goes on")) {
            marks.put(Marks.STATE, Marks.STATE_OPEN);
        }
        model.cloud()
                .createRecord(
                        Records.ofBake(BAKE),
                        "bake",
                        Records.ended("web", marks.get(Marks.STATE), "no canary could be booted", NOW, marks));
        ImageReady ready = new ImageReady("web", BAKE, image, NOW, 30);
        List<Event> events = new VerifyImage.Decision.Look(ready, BakeGiven.canary(ServerStatus.BUILD, Map.of()), NOW)
                .act(model.cloud(), new Callback(Optional.empty(), Optional.empty()));
        assertThat(types(events)).containsExactly(next);
        assertThat(model.cloud().image(image).isPresent()).isEqualTo(next != EventType.BAKE_FAILED);
    }

    /** Its canary had vanished, and whoever rejected it for that died before it came to the image. */
    @Test
    void aCandidateWhoseBakeWasRejectedGetsNoOtherCanary() {
        String image = image(Marks.STATE_CANDIDATE, Map.of());
        Map<String, String> marks = Map.of(Marks.BAKE, BAKE, Marks.IMAGE, image);
        model.cloud()
                .createRecord(
                        Records.ofBake(BAKE),
                        "bake",
                        Records.ended("web", Marks.STATE_FAILED, "the canary vanished", NOW, marks));
        int before = model.cloud().servers(ServerQuery.ours()).size();
        ImageReady ready = new ImageReady("web", BAKE, image, NOW, 30);
        List<Event> events = new VerifyImage.Decision.Boot(
                        ready, BakeGiven.RECIPE, BakeGiven.RECIPE.verification().orElseThrow(), NOW)
                .act(model.cloud(), new Callback(Optional.empty(), Optional.empty()));
        assertThat(events).isEmpty();
        assertThat(model.cloud().servers(ServerQuery.ours())).hasSize(before);
        assertThat(model.cloud().image(image)).isEmpty();
    }

    private String image(String state, Map<String, String> more) {
        return NamesFoundBySeedsTest.image(model, state, more);
    }

    private static List<EventType> types(List<Event> events) {
        return events.stream().map(Event::type).toList();
    }
}
