package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Decisions of roll-out, watch-rollout, and the sweep about rollouts. */
class WatchRolloutTest {
    private static final Instant SOON = NOW.plusSeconds(600);
    private static final Optional<Recipe.Batch> RECIPE = Optional.of(Given.batch(0, 2));
    private static final Limits PLENTY = new Limits(-1, 0, -1, 0, -1, 0);
    private static final RolloutStarted ROLLOUT = new RolloutStarted(
            "web",
            "web-r",
            "new",
            4,
            1,
            NOW.minusSeconds(60),
            SOON,
            0,
            NOW.minusSeconds(60),
            SOON,
            null,
            null,
            3,
            true);

    @Test
    void asksForTheFirstWave() {
        RolloutStep.Create create = (RolloutStep.Create) decide(old(4), List.of(open()));
        assertThat(create.count()).isEqualTo(1);
        assertThat(create.wave()).isEqualTo(1);
    }

    @Test
    void leavesAWaveThatSomebodyElseClaimedToItsClaimer() {
        Image fresh = wave(2, NOW.minusSeconds(10));
        assertThat(((RolloutStep.Wait) decide(old(4), List.of(open(), fresh))).next())
                .isEqualTo(fresh.createdAt().plus(RolloutRecords.CLAIM));
        Image stale = wave(2, NOW.minus(RolloutRecords.CLAIM));
        assertThat(((RolloutStep.Create) decide(old(4), List.of(open(), stale))).wave())
                .isEqualTo(3);
    }

    @Test
    void goesOnAtOnceAfterItsOwnWave() {
        RolloutStarted after = ROLLOUT.inWave(2, NOW.minusSeconds(10), SOON);
        RolloutStep step = WatchRollout.decide(
                after, RECIPE, old(4), List.of(open(), wave(2, NOW.minusSeconds(10))), Checkup.none(), NOW);
        assertThat(((RolloutStep.Create) step).wave()).isEqualTo(3);
    }

    @Test
    void deletesTheUselessOldOnesFirstAndTheOldestOfTheOthers() {
        List<Server> servers = old(3);
        servers.add(server("o9", "web-b", "old", ServerStatus.SHUTOFF, 90, Map.of()));
        servers.add(fresh("n1", ServerStatus.ACTIVE));
        RolloutStep.Delete delete = (RolloutStep.Delete) decide(servers, List.of(open()), new Checkup(Set.of("n1")));
        assertThat(delete.servers()).extracting(Server::id).containsExactly("o9");
        assertThat(delete.look().proven()).extracting(Server::id).containsExactly("n1");
    }

    @Test
    void servesOfAnOpenOrLaterBatchOfOtherFamiliesAndWithoutMarksAreNotItsBusiness() {
        List<Server> servers = old(4);
        servers.add(server("a", "web-open", "old", ServerStatus.ACTIVE, 1, Map.of()));
        servers.add(server("b", "web-late", "old", ServerStatus.ACTIVE, 1, Map.of()));
        servers.add(server("c", "web-b", "old", ServerStatus.ACTIVE, 1, Map.of(Marks.FAMILY, "db")));
        servers.add(server("d", "web-b", "old", ServerStatus.ACTIVE, 1, Map.of(Marks.ROLE, Marks.ROLE_BUILDER)));
        servers.add(Given.server("e", "web-b-1", ServerStatus.ACTIVE, NOW.minusSeconds(9999), Map.of()));
        List<Image> records = List.of(
                open(),
                Given.record("r8", Map.of(Marks.BATCH, "web-open"), NOW.minusSeconds(500)),
                Given.record("r9", Map.of(Marks.BATCH, "web-late", Marks.STATE, Marks.STATE_READY), NOW));
        RolloutServers seen = RolloutServers.of(ROLLOUT, servers, records, Checkup.none(), NOW);
        assertThat(seen.old()).extracting(Server::id).containsExactly("o0", "o1", "o2", "o3");
        assertThat(seen.kept()).isEmpty();
    }

    @Test
    void stopsWhenANewOneIsInErrorAndTakesOnlyWhatNeverWasHealthy() {
        List<Server> servers = old(3);
        servers.add(fresh("n1", ServerStatus.ACTIVE, Map.of(Marks.HEALTHY_AT, NOW.toString())));
        servers.add(fresh("n2", ServerStatus.ERROR));
        servers.add(fresh("n3", ServerStatus.BUILD));
        RolloutStep.Delete stop = (RolloutStep.Delete) decide(servers, List.of(open()));
        assertThat(stop.servers()).extracting(Server::id).containsExactly("n2", "n3");
        assertThat(stop.look().rollout().failure())
                .isEqualTo(
                        "1 of 4 servers were replaced and 3 old ones remain: 1 new servers went to ERROR; Nova says: No"
                                + " valid host was found.. Healthy servers are left as they are; see what is wrong with image"
                                + " new, then ask for the rollout again or for one of the former image");
    }

    @Test
    void aServerIsLateByItsOwnDeadlineAndTheWholeByTheRollouts() {
        List<Server> servers = old(4);
        servers.add(fresh("n1", ServerStatus.ACTIVE, Map.of(Marks.DEADLINE, NOW.toString())));
        RolloutStep.Delete stop = (RolloutStep.Delete) decide(servers, List.of(open()));
        assertThat(stop.look().rollout().failure()).contains("1 new servers were not healthy in time (ACTIVE)");
        RolloutStep late = WatchRollout.decide(ROLLOUT, RECIPE, old(4), List.of(open()), Checkup.none(), SOON);
        assertThat(((RolloutStep.Delete) late).look().rollout().failure()).contains("not done by its deadline");
    }

    @Test
    void failsOnceNothingBrokenIsLeft() {
        RolloutStarted failing = ROLLOUT.failing("words", NOW);
        List<Server> servers = old(3);
        servers.add(fresh("n1", ServerStatus.ACTIVE, Map.of(Marks.HEALTHY_AT, NOW.toString())));
        assertThat(WatchRollout.decide(failing, RECIPE, servers, List.of(open()), Checkup.none(), NOW))
                .isInstanceOfSatisfying(
                        RolloutStep.Fail.class, fail -> assertThat(fail.well()).isEqualTo(1));
        servers.add(fresh("n2", ServerStatus.ERROR));
        assertThat(WatchRollout.decide(failing, RECIPE, servers, List.of(open()), Checkup.none(), NOW))
                .isInstanceOf(RolloutStep.Delete.class);
    }

    @Test
    void whatHasEndedIsOnlyToldAgain() {
        Image ended = record(Map.of(Marks.STATE, Marks.STATE_READY));
        assertThat(decide(old(4), List.of(ended))).isEqualTo(new RolloutStep.Over(Optional.of(ended)));
        assertThat(decide(old(4), List.of())).isEqualTo(new RolloutStep.Over(Optional.empty()));
    }

    @Test
    void thoseThatNeverAnswerDoNotKeepTheOthersFromBeingAsked() {
        List<Server> many = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            many.add(server("n" + i, "web-r", "new", ServerStatus.ACTIVE, 30 - i, Map.of()));
        }
        assertThat(RolloutServers.unproven(ROLLOUT, many))
                .extracting(Server::id)
                .containsExactly("n0", "n1", "n2");
        assertThat(RolloutServers.unproven(ROLLOUT.nextLook(), many))
                .extracting(Server::id)
                .containsExactly("n1", "n2", "n0");
    }

    @Test
    void aRequestIsClaimedWithTheNumberOfServersThatThereAre() {
        RollOut.Decision.Claim claim = (RollOut.Decision.Claim) request(old(4), List.of(), PLENTY);
        assertThat(claim.marks())
                .containsEntry(Marks.COUNT, "4")
                .containsEntry(Marks.IMAGE, "new")
                .containsEntry(Marks.SURGE, "1")
                .containsEntry(Marks.STATE, Marks.STATE_OPEN);
        // Four waves of one, and one deadline more.
        assertThat(claim.marks())
                .containsEntry(Marks.DEADLINE, NOW.plus(Duration.ofMinutes(75)).toString());
    }

    @Test
    void aRequestIsRefusedWhenItsPlaceIsTaken() {
        Image batch = Given.record("r9", Map.of(Marks.BATCH, "web-b9"), NOW.minusSeconds(5));
        RollOut.Decision.Refuse refuse = (RollOut.Decision.Refuse) request(old(4), List.of(batch), PLENTY);
        assertThat(refuse.words())
                .isEqualTo("the batch web-b9 of the family is under way: ask again when it has ended");
        assertThat(request(old(4), List.of(open()), PLENTY)).isInstanceOf(RollOut.Decision.Begin.class);
        RollOut.Decision.Refuse none = (RollOut.Decision.Refuse) request(List.of(), List.of(), PLENTY);
        assertThat(none.words()).contains("has no servers and its recipe's batch.count is 0");
    }

    @Test
    void ofTwoClaimsInOneSecondBothGiveWayAndElseTheLater() {
        Image other = Given.record("r9", Map.of(Marks.BATCH, "web-r9", Marks.ROLLOUT, "web-r9"), NOW.minusSeconds(60));
        assertThat(RolloutRecords.rival(List.of(open(), other), "web-r")).contains(other);
        Image later = Given.record("r9", Map.of(Marks.BATCH, "web-r9", Marks.ROLLOUT, "web-r9"), NOW.minusSeconds(59));
        assertThat(RolloutRecords.rival(List.of(open(), later), "web-r")).isEmpty();
    }

    @Test
    void theSweepLooksAgainAtAnOpenRolloutAndForgetsTheWavesOfAnEndedOne() {
        Image lost = Given.record(open().id(), open().properties(), NOW.minusSeconds(300));
        assertThat(sweep(old(4), List.of(lost))).singleElement().isInstanceOf(SweepAction.Look.class);
        Image ended = record(Map.of(Marks.STATE, Marks.STATE_READY, Marks.ENDED_AT, NOW.toString()));
        Image wave = wave(4, NOW.minusSeconds(600));
        assertThat(sweep(old(4), List.of(ended, wave))).containsExactly(new SweepAction.Forget(wave));
        assertThat(sweep(old(4), List.of(lost, wave))).hasSize(1);
    }

    @Test
    void theSweepExplainsWhatAFailedRolloutLeftHealthyAndNothingElseOfIt() {
        Image failed = record(Map.of(Marks.STATE, Marks.STATE_FAILED, Marks.ENDED_AT, NOW.toString()));
        Server healthy = fresh("n1", ServerStatus.SHUTOFF, Map.of(Marks.HEALTHY_AT, NOW.toString()));
        Server late = fresh("n2", ServerStatus.ACTIVE);
        assertThat(sweep(List.of(healthy, late), List.of(failed)))
                .containsExactly(new SweepAction.SuspectServer(late, NOW));
        Image ready = record(Map.of(Marks.STATE, Marks.STATE_READY, Marks.ENDED_AT, NOW.toString()));
        assertThat(sweep(List.of(healthy, late), List.of(ready))).isEmpty();
    }

    private static List<SweepAction> sweep(List<Server> servers, List<Image> records) {
        return Sweep.decide(new Sweep.Sighting(servers, List.of(), records), NOW, NOW);
    }

    private static RollOut.Decision request(List<Server> servers, List<Image> records, Limits limits) {
        Image current = Given.image("new", "web-1", io.bakehouse.model.ImageStatus.ACTIVE, Marks.STATE_CURRENT, NOW);
        RolloutRequested request = new RolloutRequested("web", "web-r", null, "deploy", null, NOW);
        return RollOut.decide(request, new RollOut.Seen(RECIPE, List.of(current), servers, records, limits), NOW);
    }

    private static RolloutStep decide(List<Server> servers, List<Image> records) {
        return decide(servers, records, Checkup.none());
    }

    private static RolloutStep decide(List<Server> servers, List<Image> records, Checkup checkup) {
        return WatchRollout.decide(ROLLOUT, RECIPE, servers, records, checkup, NOW);
    }

    private static Image open() {
        return record(Map.of());
    }

    private static Image record(Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.BATCH, "web-r",
                Marks.ROLLOUT, "web-r",
                Marks.IMAGE, "new",
                Marks.COUNT, "4",
                Marks.SURGE, "1",
                Marks.DEADLINE, SOON.toString()));
        marks.putAll(more);
        return Given.record(RolloutRecords.id("web-r"), marks, NOW.minusSeconds(60));
    }

    private static Image wave(int number, Instant createdAt) {
        Map<String, String> marks = Map.of(Marks.ROLLOUT, "web-r", Marks.WAVE, String.valueOf(number), Marks.STATE, "");
        return Given.record("w" + number, marks, createdAt);
    }

    private static List<Server> old(int count) {
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            servers.add(server("o" + i, "web-b", "old", ServerStatus.ACTIVE, 1000 - i, Map.of()));
        }
        return servers;
    }

    private static Server fresh(String id, ServerStatus status) {
        return fresh(id, status, Map.of());
    }

    private static Server fresh(String id, ServerStatus status, Map<String, String> more) {
        return server(id, "web-r", "new", status, 20, more);
    }

    private static Server server(
            String id, String batch, String image, ServerStatus status, int age, Map<String, String> more) {
        Map<String, String> marks = new HashMap<>(Map.of(
                Marks.ROLE,
                Marks.ROLE_BATCH,
                Marks.FAMILY,
                "web",
                Marks.BATCH,
                batch,
                Marks.IMAGE,
                image,
                Marks.DEADLINE,
                SOON.toString()));
        marks.putAll(more);
        return Given.server(id, id, status, NOW.minusSeconds(age), marks);
    }
}
