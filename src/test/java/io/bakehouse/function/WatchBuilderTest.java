package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.BAKE;
import static io.bakehouse.function.BakeGiven.STARTED;
import static io.bakehouse.function.BakeGiven.builderServer;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BuilderStarted;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchBuilderTest {
    private static final BuilderStarted LOOK = new BuilderStarted("web", BAKE, STARTED, NOW.plusSeconds(1800), 2, true);

    @Test
    void waitsForABuilderThatHasNotReportedWhateverItsStatus() {
        for (ServerStatus status : List.of(ServerStatus.BUILD, ServerStatus.ACTIVE, ServerStatus.SHUTOFF)) {
            WatchBuilder.Decision.Wait wait = (WatchBuilder.Decision.Wait) decide(NOW, builderServer(status, Map.of()));
            assertThat(wait.next()).isAfter(NOW).isBeforeOrEqualTo(LOOK.deadline());
            assertThat(wait.unmarked()).isEmpty();
        }
    }

    @Test
    void aServerThatIsMissingFromListsMayBeYoungOrGone() {
        assertThat(decide(STARTED.plusSeconds(59))).isInstanceOf(WatchBuilder.Decision.Unlisted.class);
        assertThat(decide(STARTED.plusSeconds(60)))
                .isEqualTo(new WatchBuilder.Decision.Vanished(LOOK, STARTED.plusSeconds(60)));
    }

    @Test
    void keepsTheOldestOfTwo() {
        Server older = builderServer(ServerStatus.ACTIVE, Map.of());
        Server younger = Given.server("s2", BAKE, ServerStatus.ERROR, NOW, older.metadata());
        WatchBuilder.Decision.Single single = (WatchBuilder.Decision.Single) decide(NOW, older, younger);
        assertThat(single.surplus()).containsExactly(younger);
    }

    @Test
    void failsWithNovasWordsForAServerInError() {
        assertThat(words(decide(NOW, builderServer(ServerStatus.ERROR, Map.of()))))
                .isEqualTo("the builder went to ERROR: No valid host was found.");
    }

    @Test
    void goesOnWithABuilderThatHasReportedEvenPastItsDeadline() {
        Server reported = builderServer(ServerStatus.SHUTOFF, Map.of(Marks.RUN, "changed 9 puppet:x"));
        assertThat(decide(LOOK.deadline().plusSeconds(1), reported))
                .isInstanceOf(WatchBuilder.Decision.Converged.class);
    }

    @Test
    void aRunThatIsSeenTwiceIsAskedForOnlyByTheSweep() {
        Server reported = builderServer(ServerStatus.ACTIVE, Map.of(Marks.RUN, "changed 9 puppet:x"));
        BuilderStarted swept = new BuilderStarted("web", BAKE, STARTED, LOOK.deadline(), 7, false);
        assertThat(new WatchBuilder.Decision.Converged(LOOK, reported, NOW).act(null))
                .isEmpty();
        assertThat(new WatchBuilder.Decision.Converged(swept, reported, NOW).act(null))
                .hasSize(1);
    }

    @Test
    void givesUpAtTheDeadlineAndSaysWhereToLook() {
        Server silent = builderServer(ServerStatus.ACTIVE, Map.of());
        assertThat(decide(LOOK.deadline().minusMillis(1), silent)).isInstanceOf(WatchBuilder.Decision.Wait.class);
        assertThat(words(decide(LOOK.deadline(), silent)))
                .contains("did not report within 40 min")
                .contains("openstack console log show");
    }

    @Test
    void theFirstLookMarksTheVolumesThatNovaMadeWithoutAMark() {
        Server plain = builderServer(ServerStatus.ACTIVE, Map.of());
        Server onVolume = new Server(
                plain.id(),
                plain.name(),
                plain.status(),
                null,
                plain.createdAt(),
                null,
                null,
                List.of(),
                plain.metadata(),
                Set.of(),
                List.of("v1"));
        BuilderStarted first = new BuilderStarted("web", BAKE, STARTED, LOOK.deadline(), 0, true);
        WatchBuilder.Decision decision = WatchBuilder.decide(first, List.of(onVolume), NOW);
        assertThat(((WatchBuilder.Decision.Wait) decision).unmarked()).containsExactly("v1");
        assertThat(((WatchBuilder.Decision.Wait) decide(NOW, onVolume)).unmarked())
                .isEmpty();
    }

    private static WatchBuilder.Decision decide(Instant now, Server... builders) {
        return WatchBuilder.decide(LOOK, List.of(builders), now);
    }

    private static String words(WatchBuilder.Decision decision) {
        return ((WatchBuilder.Decision.Fail) decision).words();
    }
}
