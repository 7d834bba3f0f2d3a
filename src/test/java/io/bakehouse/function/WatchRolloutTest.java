package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a look at a rollout leads to. */
class WatchRolloutTest extends RolloutGiven {
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
    void anEarlierBatchIsReplacedAndALaterOneIsNotWhateverTheirOrder() {
        List<Server> servers = old(1);
        servers.add(server("late", "web-late", "old", ServerStatus.ACTIVE, 1, Map.of()));
        servers.add(server("off", "web-b", "new", ServerStatus.SHUTOFF, 90, Map.of()));
        Map<String, String> ended = Map.of(Marks.STATE, Marks.STATE_READY, Marks.BATCH, "web-late");
        List<Image> records = List.of(
                Given.record("r9", ended, NOW),
                Given.record("r1", Map.of(Marks.BATCH, "web-b", Marks.STATE, Marks.STATE_READY), NOW.minusSeconds(900)),
                open());
        RolloutServers seen = RolloutServers.of(ROLLOUT, servers, records, Checkup.none(), NOW);
        assertThat(seen.old()).extracting(Server::id).containsExactly("o0");
        assertThat(seen.kept())
                .as("one that does not run is no server of the image")
                .isEmpty();
    }

    @Test
    void stopsWhenANewOneIsInError() {
        List<Server> servers = old(3);
        servers.add(fresh("n1", ServerStatus.ACTIVE, Map.of(Marks.HEALTHY_AT, NOW.toString())));
        servers.add(fresh("n2", ServerStatus.ERROR));
        servers.add(fresh("n3", ServerStatus.BUILD));
        RolloutStep.GiveUp stop = (RolloutStep.GiveUp) decide(servers, List.of(open()));
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
        RolloutStep.GiveUp stop = (RolloutStep.GiveUp) decide(servers, List.of(open()));
        assertThat(stop.look().rollout().failure()).contains("1 new servers were not healthy in time (ACTIVE)");
        RolloutStep late = WatchRollout.decide(ROLLOUT, RECIPE, old(4), List.of(open()), Checkup.none(), SOON);
        assertThat(((RolloutStep.GiveUp) late).look().rollout().failure()).contains("not done by its deadline");
    }

    @Test
    void failsOnceNothingBrokenIsLeft() {
        RolloutStarted failing = ROLLOUT.failing("words", NOW);
        List<Image> records = List.of(record(Map.of(Marks.GIVEN_UP, "words")));
        List<Server> servers = old(3);
        servers.add(fresh("n1", ServerStatus.ACTIVE, Map.of(Marks.HEALTHY_AT, NOW.toString())));
        assertThat(WatchRollout.decide(failing, RECIPE, servers, records, Checkup.none(), NOW))
                .isInstanceOfSatisfying(
                        RolloutStep.Fail.class, fail -> assertThat(fail.well()).isEqualTo(1));
        servers.add(fresh("n2", ServerStatus.ERROR));
        servers.add(fresh("n3", ServerStatus.BUILD));
        assertThat(WatchRollout.decide(failing, RECIPE, servers, records, Checkup.none(), NOW))
                .isInstanceOfSatisfying(
                        RolloutStep.Delete.class,
                        delete -> assertThat(delete.servers())
                                .extracting(Server::id)
                                .containsExactly("n2", "n3"));
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
}
