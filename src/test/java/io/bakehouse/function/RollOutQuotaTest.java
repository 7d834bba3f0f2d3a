package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Rollout;
import io.bakehouse.model.RolloutRequested;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a rollout for which the quota is narrow. */
class RollOutQuotaTest extends RolloutGiven {
    private static final Duration WAVE = Duration.ofMinutes(15);

    @Test
    void theFirstServersNeedRoomForAll() {
        assertThat(claim(List.of(), policy(1, 0), 4)).containsEntry(Marks.COUNT, "4");
        assertThat(words(ask(List.of(), policy(1, 0), 3))).contains("4 servers are wanted, 3 more are allowed");
    }

    @Test
    void laterOnesNeedRoomForAWaveOnly() {
        assertThat(claim(old(4), policy(3, 0), 3))
                .containsEntry(Marks.SURGE, "3")
                .containsEntry(Marks.REASON, "");
    }

    @Test
    void withLessRoomThanAWaveTheSurgeIsSmallerAndTakesLonger() {
        assertThat(claim(old(4), policy(3, 0), 2))
                .containsEntry(Marks.SURGE, "2")
                .containsEntry(Marks.REASON, "the quota has room for a surge of 2 servers instead of 3")
                // Two waves of two, and one deadline more.
                .containsEntry(Marks.DEADLINE, NOW.plus(WAVE.multipliedBy(3)).toString());
    }

    @Test
    void aWaveIsNoLargerThanWhatIsLeftToReplace() {
        List<Server> servers = new ArrayList<>(old(1));
        for (int i = 0; i < 3; i++) {
            servers.add(server("s" + i, "web-b", "new", ServerStatus.ACTIVE, 50, Map.of()));
        }

        assertThat(claim(servers, policy(3, 0), 1)).containsEntry(Marks.SURGE, "3");
    }

    @Test
    void withoutRoomItGoesOnOnlyWhereAServerMayBeMissing() {
        assertThat(words(ask(old(4), policy(1, 0), 0))).contains("has no room for one server more");
        assertThat(claim(old(4), policy(1, 1), 0)).containsEntry(Marks.SURGE, "0");
        assertThat(claim(old(4), policy(1, 1), 1)).containsEntry(Marks.SURGE, "1");
    }

    private static Map<String, String> claim(List<Server> servers, Recipe.Batch recipe, int room) {
        return ((RolloutClaim.Claim) ask(servers, recipe, room)).marks();
    }

    private static String words(RolloutClaim claim) {
        return ((RolloutClaim.Refuse) claim).words();
    }

    private static RolloutClaim ask(List<Server> servers, Recipe.Batch recipe, int room) {
        Image current = Given.image("new", "web-1", ImageStatus.ACTIVE, Marks.STATE_CURRENT, NOW);
        RolloutRequested request = new RolloutRequested("web", "web-r", null, "deploy", null, NOW);
        Limits limits = new Limits(10 + room, 10, -1, 0, -1, 0);
        RollOut.Seen seen = new RollOut.Seen(Optional.of(recipe), List.of(current), servers, List.of(), limits);
        return RollOut.decide(request, seen, NOW);
    }

    private static Recipe.Batch policy(int maxSurge, int maxUnavailable) {
        return rolling(Given.batch(4, 2), new Rollout(maxSurge, maxUnavailable, WAVE));
    }
}
