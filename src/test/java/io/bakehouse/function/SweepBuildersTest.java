package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.STARTED;
import static io.bakehouse.function.BakeGiven.builderServer;
import static io.bakehouse.function.BakeGiven.canary;
import static io.bakehouse.function.BakeGiven.candidate;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.CanaryStarted;
import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepBuildersTest {
    private static final Image OPEN = BakeGiven.record(Map.of());
    private static final Image FAILED = BakeGiven.record(Map.of(Marks.STATE, Marks.STATE_FAILED));
    private static final Image COMPLETE = candidate(ImageStatus.ACTIVE, Map.of());
    private static final Server BUILDER = builderServer(ServerStatus.ACTIVE, Map.of());
    private static final Server CANARY = canary(ServerStatus.ACTIVE, Map.of());

    @Test
    void looksAtABuilderThatMayHaveLostItsEvents() {
        Event look = look(decide(BUILDER, List.of(), OPEN));
        BuilderStarted data = (BuilderStarted) look.data();
        assertThat(data.follow()).isFalse();
        assertThat(data.startedAt()).isEqualTo(STARTED);
        Server young = Given.server("s", "web-1", ServerStatus.BUILD, NOW.minusSeconds(119), BUILDER.metadata());
        assertThat(decide(young, List.of(), OPEN)).isEmpty();
    }

    @Test
    void leavesABuilderAloneWhileItsImageIsMade() {
        assertThat(decide(BUILDER, List.of(candidate(ImageStatus.SAVING, Map.of())), OPEN))
                .isEmpty();
    }

    @Test
    void suspectsABuilderOfABakeThatIsOverOrHasItsImage() {
        SweepAction suspect = new SweepAction.SuspectServer(BUILDER, NOW);
        assertThat(decide(BUILDER, List.of())).containsExactly(suspect);
        assertThat(decide(BUILDER, List.of(), FAILED)).containsExactly(suspect);
        assertThat(decide(BUILDER, List.of(COMPLETE), OPEN)).containsExactly(suspect);
    }

    @Test
    void deletesOnTheSecondSightingAndTakesASuspicionBack() {
        Server soon =
                builderServer(ServerStatus.ACTIVE, since(NOW.minusSeconds(59).toString()));
        Server second =
                builderServer(ServerStatus.ACTIVE, since(NOW.minusSeconds(60).toString()));
        assertThat(decide(soon, List.of())).isEmpty();
        assertThat(decide(second, List.of())).containsExactly(new SweepAction.DeleteServer(second));
        assertThat(decide(second, List.of(), OPEN)).contains(new SweepAction.ClearServer(second));
    }

    @Test
    void keepsABuilderForPeopleUntilItsTime() {
        Server kept = builderServer(
                ServerStatus.ACTIVE, Map.of(Marks.KEEP_UNTIL, NOW.plusSeconds(1).toString()));
        Server over = builderServer(ServerStatus.ACTIVE, Map.of(Marks.KEEP_UNTIL, NOW.toString()));
        Server odd = builderServer(ServerStatus.ACTIVE, Map.of(Marks.KEEP_UNTIL, "for ever"));
        assertThat(decide(kept, List.of(), FAILED)).isEmpty();
        assertThat(decide(over, List.of(), FAILED)).hasSize(1);
        assertThat(decide(odd, List.of(), FAILED)).hasSize(1);
    }

    @Test
    void looksAtACanaryOfACandidateAndSuspectsEveryOther() {
        CanaryStarted data =
                (CanaryStarted) look(decide(CANARY, List.of(COMPLETE), OPEN)).data();
        assertThat(data.follow()).isFalse();
        assertThat(data.ready()).isEqualTo(BakeGiven.READY);
        SweepAction suspect = new SweepAction.SuspectServer(CANARY, NOW);
        Image verified = candidate(ImageStatus.ACTIVE, Map.of(Marks.STATE, Marks.STATE_VERIFIED));
        assertThat(decide(CANARY, List.of(verified), OPEN)).containsExactly(suspect);
        assertThat(decide(CANARY, List.of(COMPLETE), FAILED)).containsExactly(suspect);
        assertThat(decide(CANARY, List.of())).containsExactly(suspect);
    }

    @Test
    void neverTouchesStrangersOrWhatIsLeavingOrOfNoBake() {
        Server named = Given.server("s", "web-1", ServerStatus.ACTIVE, STARTED, Map.of());
        Server bakeless = Given.server(
                "s", "x", ServerStatus.ACTIVE, STARTED, Map.of(Marks.ROLE, "builder", Marks.FAMILY, "web"));
        Server roleless =
                Given.server("s", "x", ServerStatus.ACTIVE, STARTED, Map.of(Marks.BAKE, "web-1", Marks.FAMILY, "web"));
        for (Server server : List.of(named, bakeless, roleless, Given.busy(BUILDER, "deleting"))) {
            assertThat(decide(server, List.of())).isEmpty();
        }
    }

    private static Map<String, String> since(String time) {
        return Map.of(Marks.UNEXPLAINED_SINCE, time);
    }

    private static Event look(List<SweepAction> actions) {
        assertThat(actions).hasSize(1);
        return ((SweepAction.Look) actions.get(0)).event();
    }

    private static List<SweepAction> decide(Server server, List<Image> images, Image... records) {
        return SweepBuilders.decide(new Sweep.Sighting(List.of(server), images, List.of(records)), NOW, NOW);
    }
}
