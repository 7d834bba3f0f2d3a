package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.RolloutStarted;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a rollout is done, must stop, or may do with fewer servers for a while. */
class WatchRolloutEndsTest extends RolloutGiven {
    private static final Map<String, String> REVOKED =
            Map.of(Marks.REVOKED_AT, NOW.toString(), Marks.REVOKED_WHY, "it leaks");

    private static final Rollout LENIENT = new Rollout(0, 1, Duration.ofMinutes(15));

    @Test
    void isDoneWithTheWantedNumberOfHealthyNewServers() {
        assertThat(decide(healthy(4), List.of(open()))).isInstanceOf(RolloutStep.Finish.class);
    }

    @Test
    void stopsWhenTheImageIsRevokedUnlessAllIsDone() {
        Image revoked = record(REVOKED);
        RolloutStep.GiveUp stop = (RolloutStep.GiveUp) decide(old(4), List.of(revoked));

        assertThat(stop.look().rollout().failure()).contains("the image new was revoked meanwhile", "it leaks");
        assertThat(decide(healthy(4), List.of(revoked))).isInstanceOf(RolloutStep.Finish.class);
    }

    @Test
    void doesWithoutAServerWhereTheRecipeAllowsIt() {
        RolloutStarted noSurge = ROLLOUT.surging(0, "no room");
        RolloutStep step = WatchRollout.decide(
                noSurge,
                Optional.of(rolling(RECIPE.orElseThrow(), LENIENT)),
                old(4),
                List.of(open()),
                Checkup.none(),
                NOW);

        assertThat(((RolloutStep.Delete) step).servers()).extracting(Server::id).containsExactly("o0");
    }

    @Test
    void waitsForDeletionsUntilTheWaveIsLate() {
        List<Server> servers = healthy(4);
        servers.add(Given.busy(server("o1", "web-b", "old", ServerStatus.ACTIVE, 90, Map.of()), "deleting"));

        assertThat(at(ROLLOUT.inWave(1, NOW.minusSeconds(60), NOW.plusSeconds(1)), servers))
                .isInstanceOf(RolloutStep.Wait.class);
        assertThat(at(ROLLOUT.inWave(1, NOW.minusSeconds(60), NOW), servers)).isInstanceOf(RolloutStep.Finish.class);
    }

    @Test
    void looksWhenServersShouldHaveBootedSoonerWhereTheyGoAndNeverAtOnce() {
        List<Server> boots = healthy(3);
        boots.add(fresh("n9", ServerStatus.BUILD));
        List<Server> goes = healthy(4);
        goes.add(Given.busy(server("o1", "web-b", "old", ServerStatus.ACTIVE, 90, Map.of()), "deleting"));
        RolloutStarted begun = ROLLOUT.inWave(1, NOW.minusSeconds(10), SOON);

        // A server takes a minute to boot, of which ten seconds have passed.
        assertThat(next(begun, boots)).isBetween(NOW.plusSeconds(50), NOW.plusSeconds(59));
        assertThat(next(begun, goes)).isBetween(NOW.plusSeconds(8), NOW.plusSeconds(12));
        assertThat(next(ROLLOUT.inWave(1, NOW, SOON), goes)).isEqualTo(NOW.plusSeconds(2));
    }

    private static Instant next(RolloutStarted rollout, List<Server> servers) {
        return ((RolloutStep.Wait) at(rollout, servers)).next();
    }

    @Test
    void stopsWithoutARecipe() {
        RolloutStep step = WatchRollout.decide(ROLLOUT, Optional.empty(), old(4), List.of(open()), Checkup.none(), NOW);

        assertThat(((RolloutStep.GiveUp) step).look().rollout().failure()).contains("has no section 'batch' any more");
    }

    private static RolloutStep at(RolloutStarted rollout, List<Server> servers) {
        return WatchRollout.decide(rollout, RECIPE, servers, List.of(open()), Checkup.none(), NOW);
    }

    private static List<Server> healthy(int count) {
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            servers.add(fresh("n" + i, ServerStatus.ACTIVE, Map.of(Marks.HEALTHY_AT, NOW.toString())));
        }
        return servers;
    }
}
