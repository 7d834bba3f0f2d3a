package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.practice.PracticeModel;
import io.bakehouse.simulation.BuilderBakery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromoteImageTest {
    private static final ImageReady READY = new ImageReady("web", "web-1", "i1", NOW, 30);
    private static final Image CANDIDATE =
            Given.image("i1", "web-1", ImageStatus.ACTIVE, Marks.STATE_CANDIDATE, NOW.minusSeconds(60));
    private static final Image OLD = Given.named(
            Given.image("i0", "web-0", ImageStatus.ACTIVE, Marks.STATE_CURRENT, NOW.minusSeconds(9000)), "web");

    @Test
    void promotesAndDemotesWhoeverHasTheName() {
        PromoteImage.Decision.Promote promote = (PromoteImage.Decision.Promote) decide(CANDIDATE, OLD);
        assertThat(promote.demoted()).containsExactly(OLD);
        assertThat(promote.then().duplicates()).isEmpty();
    }

    @Test
    void removesTheLosersOfTheSameBake() {
        Image twin = Given.image("i2", "web-1", ImageStatus.ACTIVE, Marks.STATE_CANDIDATE, NOW.minusSeconds(50));
        assertThat(((PromoteImage.Decision.Promote) decide(CANDIDATE, twin))
                        .then()
                        .duplicates())
                .containsExactly(twin);
    }

    @Test
    void announcesAgainWhatIsPromotedAlready() {
        Map<String, String> marks = Map.of(Marks.STATE, Marks.STATE_CURRENT, Marks.PROMOTED_AT, NOW.toString());
        Image mine = Given.named(Given.image("i1", "web-1", ImageStatus.ACTIVE, marks, NOW.minusSeconds(60)), "web");
        assertThat(decide(mine, OLD))
                .isEqualTo(new PromoteImage.Decision.Announce(READY, mine, true, List.of(), 4, NOW));
    }

    @Test
    void startsNoBatchForAnImageThatWasCurrentOnce() {
        Map<String, String> marks = Map.of(Marks.STATE, Marks.STATE_PREVIOUS, Marks.PROMOTED_AT, NOW.toString());
        Image mine = Given.image("i1", "web-1", ImageStatus.ACTIVE, marks, NOW.minusSeconds(60));
        assertThat(decide(mine)).isEqualTo(new PromoteImage.Decision.Announce(READY, mine, false, List.of(), 4, NOW));
    }

    @Test
    void keepsTheNameWithANewerImage() {
        Image newer = Given.named(
                Given.image("i5", "web-5", ImageStatus.ACTIVE, Marks.STATE_CURRENT, NOW.minusSeconds(10)), "web");
        assertThat(((Unpromoted.Supersede) decide(CANDIDATE, newer)).newer()).contains(newer);
    }

    @Test
    void keepsTheNameWithAnOlderImageThatTheFamilyWasRolledBackToSince() {
        Image rolledBack = OLD.marked(Map.of(Marks.RANK, NOW.minusSeconds(30).toString()));
        Unpromoted.Supersede supersede = (Unpromoted.Supersede) decide(CANDIDATE, rolledBack);
        assertThat(supersede.newer()).contains(rolledBack);
    }

    @Test
    void promotesWhatWasMadeAfterTheFamilyWasRolledBack() {
        Image rolledBack = OLD.marked(Map.of(Marks.RANK, NOW.minusSeconds(61).toString()));
        assertThat(decide(CANDIDATE, rolledBack)).isInstanceOf(PromoteImage.Decision.Promote.class);
    }

    @Test
    void aRankThatNobodyCanReadCountsAsNone() {
        assertThat(decide(CANDIDATE, OLD.marked(Map.of(Marks.RANK, "high"))))
                .isInstanceOf(PromoteImage.Decision.Promote.class);
    }

    @Test
    void endsABakeThatWasSupersededAndNeverSaidSo() {
        Image mine = Given.image("i1", "web-1", ImageStatus.ACTIVE, Marks.STATE_PREVIOUS, NOW.minusSeconds(60));
        Image newer = Given.named(
                Given.image("i5", "web-5", ImageStatus.ACTIVE, Marks.STATE_CURRENT, NOW.minusSeconds(10)), "web");
        assertThat(((Unpromoted.Supersede) decide(mine, newer)).newer()).contains(newer);
        assertThat(((Unpromoted.Supersede) decide(mine)).words()).contains("is current no more");
    }

    /** The process dies after its record was deleted, and when it is asked again the next image just gets the name. */
    @Test
    void saysTheSameOnceMoreThoughNobodyIsCurrentAtThatMoment() {
        Cloud cloud = PracticeModel.usual(InstantSource.fixed(NOW)).cloud();
        Image newer = Given.named(
                Given.image("i5", "web-5", ImageStatus.ACTIVE, Marks.STATE_CURRENT, NOW.minusSeconds(10)), "web");
        Image superseded = Given.image("i1", "web-1", ImageStatus.ACTIVE, Marks.STATE_PREVIOUS, NOW.minusSeconds(60));
        List<Event> first = decide(CANDIDATE, newer).act(cloud);
        List<Event> again = decide(superseded).act(cloud);
        assertThat(first).extracting(Event::type).containsExactly(EventType.IMAGE_SUPERSEDED);
        assertThat(again).extracting(Event::id).containsExactly(first.get(0).id());
    }

    @Test
    void failsForAnImageThatIsGoneOrUnusable() {
        Image deactivated =
                Given.image("i1", "web-1", ImageStatus.DEACTIVATED, Marks.STATE_CANDIDATE, NOW.minusSeconds(60));
        assertThat(((Unpromoted.Fail) decide(OLD)).words()).contains("is gone");
        assertThat(((Unpromoted.Fail) decide(deactivated)).words()).contains("is DEACTIVATED");
    }

    @Test
    void anImageThatHasTheNameAlreadyMakesNoRoomForItself() {
        PromoteImage.Decision.Promote promote =
                (PromoteImage.Decision.Promote) decide(Given.named(CANDIDATE, "web"), OLD);
        assertThat(promote.demoted()).containsExactly(OLD);
    }

    @Test
    void nothingBecomesOfACandidateThatWasRejected() {
        Image rejected = Given.image("i1", "web-1", ImageStatus.ACTIVE, Marks.STATE_REJECTED, NOW.minusSeconds(60));
        assertThat(decide(rejected, OLD)).isEqualTo(new Unpromoted.Over());
    }

    @Test
    void aPersonIsWaitedForWhereTheRecipeWantsIt() {
        ImageVerified verified = new ImageVerified(READY, true, null);
        Optional<Recipe> plain = Optional.of(Given.recipe("web"));
        Recipe approved = BuilderBakery.recipe(BuilderBakery.builder(Duration.ZERO), Optional.empty(), true);
        assertThat(PromoteImage.decide(verified, Optional.of(approved), List.of(CANDIDATE), NOW))
                .isNotInstanceOf(PromoteImage.Decision.Promote.class);
        assertThat(((PromoteImage.Decision.Promote) PromoteImage.decide(verified, plain, List.of(CANDIDATE), NOW))
                        .then()
                        .batch())
                .isEqualTo(4);
        assertThat(((PromoteImage.Decision.Promote)
                                PromoteImage.decide(verified, Optional.empty(), List.of(CANDIDATE), NOW))
                        .then()
                        .batch())
                .isZero();
    }

    private static PromoteImage.Decision decide(Image... family) {
        return PromoteImage.decide(READY, List.of(family), 4, NOW);
    }
}
