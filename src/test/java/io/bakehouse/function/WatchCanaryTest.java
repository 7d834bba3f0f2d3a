package io.bakehouse.function;

import static io.bakehouse.function.BakeGiven.READY;
import static io.bakehouse.function.BakeGiven.canary;
import static io.bakehouse.function.BakeGiven.candidate;
import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.CanaryStarted;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.Verification;
import io.bakehouse.simulation.BuilderBakery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchCanaryTest {
    private static final CanaryStarted LOOK =
            new CanaryStarted(READY, NOW.minusSeconds(120), NOW.plusSeconds(300), 1, true);
    private static final Optional<Verification> VERIFY = Optional.of(BuilderBakery.verification());
    private static final Expectations HOLD = new Expectations(List.of(), Optional.empty());
    private static final Expectations LACK =
            new Expectations(List.of("a run", "an open TCP port 22"), Optional.empty());
    private static final Server ACTIVE = canary(ServerStatus.ACTIVE, Map.of(Marks.IDENTITY, "ed25519:c"));

    @Test
    void judgesOnlyWhenEverythingHolds() {
        assertThat(decide(VERIFY, HOLD, NOW, ACTIVE)).isEqualTo(new WatchCanary.Decision.Judge(LOOK, ACTIVE, NOW));
        assertThat(decide(VERIFY, LACK, NOW, ACTIVE)).isInstanceOf(WatchCanary.Decision.Wait.class);
        assertThat(decide(VERIFY, HOLD, NOW, canary(ServerStatus.BUILD, Map.of())))
                .isInstanceOf(WatchCanary.Decision.Wait.class);
    }

    @Test
    void saysAtTheDeadlineWhatWasMissing() {
        assertThat(words(decide(VERIFY, LACK, LOOK.deadline(), ACTIVE)))
                .isEqualTo("at its deadline the canary still lacked: a run, an open TCP port 22");
        assertThat(words(decide(VERIFY, HOLD, LOOK.deadline(), canary(ServerStatus.BUILD, Map.of()))))
                .contains("being ACTIVE (it is BUILD)");
        assertThat(decide(VERIFY, HOLD, LOOK.deadline(), ACTIVE)).isInstanceOf(WatchCanary.Decision.Judge.class);
    }

    @Test
    void rejectsAtOnceWhatCanNeverHold() {
        Expectations refuted = new Expectations(List.of("a run"), Optional.of("it made 7 changes"));
        assertThat(words(decide(VERIFY, refuted, NOW, ACTIVE))).isEqualTo("it made 7 changes");
        assertThat(words(decide(VERIFY, HOLD, NOW, canary(ServerStatus.ERROR, Map.of()))))
                .isEqualTo("the canary went to ERROR: No valid host was found.");
        assertThat(words(decide(Optional.empty(), HOLD, NOW, ACTIVE))).contains("no section 'verify' any more");
    }

    @Test
    void aCanaryThatIsMissingFromListsMayBeYoungOrGone() {
        Instant young = LOOK.startedAt().plusSeconds(59);
        assertThat(decide(VERIFY, HOLD, young)).isInstanceOf(WatchCanary.Decision.Unlisted.class);
        assertThat(decide(VERIFY, HOLD, young.plusSeconds(1))).isInstanceOf(WatchCanary.Decision.Vanished.class);
    }

    @Test
    void whatOnlyAProbeFindsOutIsLookedAtWhenItIsExpectedAndTheRestPatiently() {
        Verification probed = BakeGiven.expecting(null, false, Optional.empty(), Optional.of(22));
        WatchCanary.Decision.Wait soon = (WatchCanary.Decision.Wait) decide(Optional.of(probed), LACK, NOW, ACTIVE);
        WatchCanary.Decision.Wait patient = (WatchCanary.Decision.Wait) decide(VERIFY, LACK, NOW, ACTIVE);
        assertThat(soon.next()).isBefore(patient.next());
        assertThat(patient.next()).isEqualTo(LOOK.deadline());
    }

    @Test
    void aMachineOfItsOwnIsVerified() {
        Image mine = candidate(ImageStatus.ACTIVE, Map.of(Marks.IDENTITY, "ed25519:b"));
        Image earlier = Given.image(
                "i0", "web-0", ImageStatus.ACTIVE, Map.of(Marks.CANARY_IDENTITY, "ed25519:x"), NOW.minusSeconds(9000));
        assertThat(WatchCanary.judge(LOOK, ACTIVE, List.of(mine, earlier), NOW))
                .isEqualTo(new WatchCanary.Decision.Verify(LOOK, ACTIVE, NOW));
    }

    @Test
    void aCloneIsRejected() {
        Image mine = candidate(ImageStatus.ACTIVE, Map.of(Marks.IDENTITY, "ed25519:c"));
        assertThat(words(WatchCanary.judge(LOOK, ACTIVE, List.of(mine), NOW)))
                .startsWith("the canary has the same SSH host key (ed25519) as the builder of bake web-1");
    }

    @Test
    void anImageThatWasJudgedIsNotJudgedAgain() {
        Image verified =
                candidate(ImageStatus.ACTIVE, Map.of(Marks.STATE, Marks.STATE_VERIFIED, Marks.IDENTITY, "ed25519:c"));
        assertThat(WatchCanary.judge(LOOK, ACTIVE, List.of(verified), NOW))
                .isEqualTo(new WatchCanary.Decision.Pass(LOOK));
        assertThat(words(WatchCanary.judge(LOOK, ACTIVE, List.of(), NOW))).contains("the image vanished");
    }

    private static WatchCanary.Decision decide(
            Optional<Verification> verify, Expectations seen, Instant now, Server... canaries) {
        return CanaryVerdict.of(LOOK, verify, List.of(canaries), server -> seen, now);
    }

    private static String words(WatchCanary.Decision decision) {
        return ((WatchCanary.Decision.Reject) decision).words();
    }
}
