package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(2));

    @Test
    void leavesABakeUnderWayAlone() {
        Image image = image("i1", ImageStatus.SAVING, Map.of(), NOW.minusSeconds(30));
        assertThat(decide(List.of(), List.of(image), List.of(bake(NOW.minusSeconds(40)))))
                .isEmpty();
    }

    @Test
    void looksAgainAtAnImageThatEverybodyForgot() {
        Image image = image("i1", ImageStatus.ACTIVE, Map.of(), NOW.minusSeconds(200));
        assertThat(decide(List.of(), List.of(image), List.of(bake(NOW.minusSeconds(300)))))
                .singleElement()
                .isInstanceOf(SweepAction.Look.class);
    }

    @Test
    void looksAgainAtAnImageThatEndedBadlyAndNobodySaw() {
        Image image = image("i1", ImageStatus.KILLED, Map.of(), NOW.minusSeconds(200));
        Image young = image("i1", ImageStatus.KILLED, Map.of(), NOW.minusSeconds(100));
        assertThat(decide(List.of(), List.of(image), List.of(bake(NOW.minusSeconds(300)))))
                .singleElement()
                .isInstanceOf(SweepAction.Look.class);
        assertThat(decide(List.of(), List.of(young), List.of(bake(NOW.minusSeconds(300)))))
                .isEmpty();
    }

    @Test
    void letsAnImageBeAnnouncedWhosePromotionDiedBeforeItCouldSaySo() {
        Map<String, String> current = Map.of(
                Marks.STATE,
                Marks.STATE_CURRENT,
                Marks.PROMOTED_AT,
                NOW.minusSeconds(200).toString());
        Image image = image("i1", ImageStatus.ACTIVE, current, NOW.minusSeconds(200));
        List<SweepAction> actions = decide(List.of(), List.of(image), List.of(bake(NOW.minusSeconds(300))));
        assertThat(((SweepAction.Look) actions.get(0)).event().type()).isEqualTo(EventType.IMAGE_VERIFIED);
    }

    @Test
    void endsABakeThatNeverGotAnImage() {
        assertThat(decide(List.of(), List.of(), List.of(bake(NOW.minusSeconds(60)))))
                .isEmpty();
        assertThat(decide(List.of(), List.of(), List.of(bake(LONG_AGO))))
                .singleElement()
                .isInstanceOf(SweepAction.EndLost.class);
    }

    @Test
    void suspectsAnUnexplainedCandidateFirstAndDeletesItOnTheSecondSighting() {
        Image first = image("i1", ImageStatus.QUEUED, Map.of(), LONG_AGO);
        Image tooSoon = image("i1", ImageStatus.QUEUED, since(NOW.minusSeconds(10)), LONG_AGO);
        Image second = image("i1", ImageStatus.QUEUED, since(NOW.minusSeconds(300)), LONG_AGO);
        assertThat(decide(List.of(), List.of(first), List.of()))
                .containsExactly(new SweepAction.SuspectImage(first, NOW));
        assertThat(decide(List.of(), List.of(tooSoon), List.of())).isEmpty();
        assertThat(decide(List.of(), List.of(second), List.of())).containsExactly(new SweepAction.DeleteImage(second));
    }

    @Test
    void takesASuspicionBackWhenThereIsAnExplanation() {
        Image image = image("i1", ImageStatus.SAVING, since(NOW.minusSeconds(300)), NOW.minusSeconds(30));
        assertThat(decide(List.of(), List.of(image), List.of(bake(NOW.minusSeconds(40)))))
                .containsExactly(new SweepAction.ClearImage(image));
    }

    @Test
    void neverSuspectsAnImageThatWasAnnouncedOrIsAStrangers() {
        Image current = image("i1", ImageStatus.ACTIVE, Map.of(Marks.STATE, Marks.STATE_CURRENT), LONG_AGO);
        Image stranger = image("i2", ImageStatus.ACTIVE, Map.of("instance_uuid", "another-server"), LONG_AGO);
        assertThat(decide(List.of(), List.of(current, stranger), List.of())).isEmpty();
    }

    @Test
    void leavesTheNameToTheNewestOfTwoImagesThatHaveIt() {
        Map<String, String> current = Map.of(Marks.STATE, Marks.STATE_CURRENT);
        Image older = image("i1", ImageStatus.ACTIVE, current, LONG_AGO);
        Image newer = image("i2", ImageStatus.ACTIVE, current, LONG_AGO.plusSeconds(1));
        assertThat(decide(List.of(), List.of(newer, older), List.of())).containsExactly(new SweepAction.Demote(older));
    }

    @Test
    void leavesTheNameToTheImageThatTheFamilyWasRolledBackTo() {
        Map<String, String> current = Map.of(Marks.STATE, Marks.STATE_CURRENT);
        Image newer = image("i2", ImageStatus.ACTIVE, current, LONG_AGO.plusSeconds(1));
        Image older = image("i1", ImageStatus.ACTIVE, current, LONG_AGO)
                .marked(Map.of(Marks.RANK, LONG_AGO.plusSeconds(60).toString()));
        assertThat(decide(List.of(), List.of(newer, older), List.of())).containsExactly(new SweepAction.Demote(newer));
    }

    @Test
    void deletesTheServersOfAFailedBatchOnTheSecondSighting() {
        Image failed = batch(Map.of(Marks.STATE, Marks.STATE_FAILED, Marks.ENDED_AT, NOW.toString()));
        Server first = server("s1", Map.of());
        Server second = server("s2", since(NOW.minusSeconds(300)));
        assertThat(decide(List.of(first, second), List.of(), List.of(failed)))
                .containsExactly(new SweepAction.SuspectServer(first, NOW), new SweepAction.DeleteServer(second));
    }

    @Test
    void keepsTheServersOfAReadyBatchAndOfOneWhoseRecordIsGone() {
        Image ready = batch(Map.of(Marks.STATE, Marks.STATE_READY, Marks.COUNT, "2", Marks.ENDED_AT, NOW.toString()));
        List<Server> two = List.of(server("s1", Map.of()), server("s2", Map.of()));
        assertThat(decide(two, List.of(), List.of(ready))).isEmpty();
        assertThat(decide(two, List.of(), List.of())).isEmpty();
    }

    @Test
    void suspectsOnlyTheYoungestOfTooManyServers() {
        Image ready = batch(Map.of(Marks.STATE, Marks.STATE_READY, Marks.COUNT, "1", Marks.ENDED_AT, NOW.toString()));
        Server older = server("s1", Map.of());
        Server younger = server("s2", Map.of());
        assertThat(decide(List.of(younger, older), List.of(), List.of(ready)))
                .containsExactly(new SweepAction.SuspectServer(younger, NOW));
    }

    @Test
    void deletesNothingWhenTheNumberInTheRecordIsUnreadable() {
        Image odd = batch(Map.of(Marks.STATE, Marks.STATE_READY, Marks.COUNT, "four", Marks.ENDED_AT, NOW.toString()));
        assertThat(decide(List.of(server("s1", Map.of())), List.of(), List.of(odd)))
                .isEmpty();
    }

    @Test
    void looksAgainAtABatchThatIsOpenForLong() {
        assertThat(decide(List.of(), List.of(), List.of(batch(Map.of()))))
                .singleElement()
                .isInstanceOf(SweepAction.Look.class);
    }

    @Test
    void forgetsFailuresAfterAWeek() {
        Map<String, String> ended = Map.of(
                Marks.BAKE,
                "web-1",
                Marks.STATE,
                Marks.STATE_FAILED,
                Marks.ENDED_AT,
                NOW.minus(Duration.ofDays(8)).toString());
        Image record = Given.record("r", ended, NOW.minus(Duration.ofDays(8)));
        assertThat(decide(List.of(), List.of(), List.of(record))).containsExactly(new SweepAction.Forget(record));
    }

    private static Map<String, String> since(Instant time) {
        return Map.of(Marks.UNEXPLAINED_SINCE, time.toString());
    }

    private static Image image(String id, ImageStatus status, Map<String, String> more, Instant createdAt) {
        Map<String, String> marks = new HashMap<>(Map.of(Marks.STATE, Marks.STATE_CANDIDATE));
        marks.putAll(more);
        return Given.image(id, "web-1", status, marks, createdAt);
    }

    private static Image bake(Instant createdAt) {
        String deadline = createdAt.plus(Duration.ofHours(4)).toString();
        return Given.record("r1", Map.of(Marks.BAKE, "web-1", Marks.DEADLINE, deadline), createdAt);
    }

    private static Image batch(Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(Map.of(Marks.BATCH, "web-b1", Marks.COUNT, "4"));
        marks.putAll(more);
        return Given.record("r2", marks, LONG_AGO);
    }

    private static Server server(String id, Map<String, String> more) {
        Map<String, String> marks =
                new HashMap<>(Map.of(Marks.ROLE, Marks.ROLE_BATCH, Marks.FAMILY, "web", Marks.BATCH, "web-b1"));
        marks.putAll(more);
        return Given.server(id, id, ServerStatus.ACTIVE, LONG_AGO, marks);
    }

    private static List<SweepAction> decide(List<Server> servers, List<Image> images, List<Image> records) {
        return Sweep.decide(new Sweep.Sighting(servers, images, records), NOW, NOW);
    }
}
