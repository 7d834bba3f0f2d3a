package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RollbackRequested;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollBackTest {
    private static final Image FIRST = promoted("i1", 9000, Marks.STATE_PREVIOUS);
    private static final Image SECOND = promoted("i2", 6000, Marks.STATE_PREVIOUS);
    private static final Image CURRENT = Given.named(promoted("i3", 3000, Marks.STATE_CURRENT), "web");
    private static final List<Image> FAMILY = List.of(FIRST, SECOND, CURRENT);

    @Test
    void givesTheNameToTheChosenImageAndTakesItFromTheCurrentOne() {
        RollbackDecision.Restore restore = (RollbackDecision.Restore) decide(to("i2", null), FAMILY, SECOND);
        assertThat(restore.mine().rank()).isEqualTo(NOW);
        assertThat(restore.demoted()).containsExactly(CURRENT);
        assertThat(restore.before()).isEqualTo("i3");
        assertThat(restore.plan().changes()).hasSize(2);
    }

    @Test
    void goesBackToTheImagePromotedLastBeforeTheOneThatIsLost() {
        Image rolledAway = promoted("i4", 100, Marks.STATE_PREVIOUS);
        assertThat(FamilyName.previous(CURRENT, List.of(FIRST, SECOND, CURRENT, rolledAway)))
                .contains(SECOND);
        assertThat(FamilyName.previous(FIRST, FAMILY)).isEmpty();
    }

    @Test
    void neverGoesBackToWhatIsRevokedHiddenUnusableOrWasNeverPromoted() {
        for (Image bad : List.of(
                SECOND.marked(Map.of(Marks.REVOKED_AT, NOW.toString())),
                SECOND.marked(Map.of(Marks.STATE, Marks.STATE_REVOKED)),
                SECOND.marked(Map.of(Marks.PROMOTED_AT, "")),
                SECOND.marked(Map.of(Marks.STATE, Marks.STATE_REJECTED)),
                SECOND.marked(Map.of("instance_uuid", "another-server")),
                Given.flagged(SECOND, true, false))) {
            assertThat(FamilyName.previous(CURRENT, List.of(bad))).as("%s", bad).isEmpty();
        }
    }

    @Test
    void refusesInWords() {
        assertThat(refusal(SECOND.marked(Map.of(Marks.REVOKED_AT, NOW.toString(), Marks.REASON, "it leaks"))))
                .contains("was revoked: it leaks");
        assertThat(refusal(SECOND.marked(Map.of(Marks.FAMILY, "db")))).contains("is one of 'db', not of 'web'");
        assertThat(refusal(SECOND.marked(Map.of("instance_uuid", "x")))).contains("not made by this bakery");
        assertThat(refusal(Given.image("i2", "web-2", ImageStatus.ACTIVE, Marks.STATE_CANDIDATE, NOW)))
                .contains("was never current (it is candidate)");
        assertThat(refusal(Given.image("i2", "web-2", ImageStatus.DEACTIVATED, Marks.STATE_PREVIOUS, NOW)))
                .contains("is DEACTIVATED");
        assertThat(((RollbackDecision.Refuse) decide(to("i9", null), FAMILY, null)).words())
                .contains("the image i9 is gone");
    }

    @Test
    void leavesTheNameToWhatBecameCurrentLater() {
        Image later = CURRENT.marked(Map.of(Marks.RANK, NOW.plusSeconds(5).toString()));
        RollbackDecision.Refuse refuse =
                (RollbackDecision.Refuse) decide(to("i2", null), List.of(SECOND, later), SECOND);
        assertThat(refuse.words()).contains("i3 was made current after this was asked for");
        assertThat(refuse.demoted()).isEmpty();
    }

    @Test
    void refusesAPlanThatDoesNotFitAnyMoreButNotOnceItHasBegun() {
        String hash = decide(to("i2", null), FAMILY, SECOND).plan().hash();
        assertThat(decide(to("i2", hash), FAMILY, SECOND)).isInstanceOf(RollbackDecision.Restore.class);
        Image other = Given.named(promoted("i5", 10, Marks.STATE_CURRENT), "web");
        List<Image> changed = List.of(FIRST, SECOND, other);
        assertThat(((RollbackDecision.Refuse) decide(to("i2", hash), changed, SECOND)).words())
                .contains("does not fit any more");
        assertThat(decide(to("i2", hash), List.of(SECOND), SECOND, record(Marks.STATE_OPEN)))
                .isInstanceOf(RollbackDecision.Restore.class);
    }

    @Test
    void givesTheNameBackWhenTheChosenImageIsLostOnTheWay() {
        Image demoted = promoted("i3", 3000, Marks.STATE_PREVIOUS);
        RollbackDecision.Refuse refuse = (RollbackDecision.Refuse)
                decide(to("i2", null), List.of(FIRST, demoted), null, record(Marks.STATE_OPEN));
        assertThat(refuse.back()).contains(demoted);
        assertThat(refuse.words()).contains("the image i2 is gone").contains("'web' stays the image i3");
    }

    @Test
    void announcesTheSameEndAgain() {
        assertThat(decide(to("i2", null), FAMILY, SECOND, record(Marks.STATE_READY)))
                .isInstanceOf(RollbackDecision.Over.class);
    }

    @Test
    void aFallbackDoesNothingWhenSomebodyHasTheNameAlready() {
        RollbackRequested fallback = new RollbackRequested("web", null, "i9", "rollback-1", null, NOW);
        assertThat(decide(fallback, FAMILY, null)).isInstanceOf(RollbackDecision.Nothing.class);
        RollBack.Sight free =
                new RollBack.Sight(Optional.empty(), List.of(FIRST), Optional.empty(), Optional.of(FIRST));
        assertThat(RollBack.decide(fallback, free, NOW)).isInstanceOf(RollbackDecision.Restore.class);
    }

    @Test
    void aFallbackKeepsTheImageThatItChoseUnlessThatIsLost() {
        RollbackRequested fallback = new RollbackRequested("web", null, "i9", "rollback-1", null, NOW);
        Optional<Image> open = Optional.of(record(Marks.STATE_OPEN));
        Image revoked = SECOND.marked(Map.of(Marks.REVOKED_AT, NOW.toString()));
        assertThat(restored(fallback, new RollBack.Sight(open, FAMILY, Optional.of(SECOND), Optional.of(FIRST))))
                .isEqualTo("i2");
        assertThat(restored(fallback, new RollBack.Sight(open, FAMILY, Optional.of(revoked), Optional.of(FIRST))))
                .isEqualTo("i1");
    }

    @Test
    void anImageThatHasTheNameAlreadyMakesNoRoomForItself() {
        Image mine = CURRENT.marked(Map.of(Marks.RANK, NOW.toString()));
        RollbackDecision.Restore restore = (RollbackDecision.Restore) decide(to("i3", null), List.of(mine), mine);
        assertThat(restore.demoted()).isEmpty();
    }

    @Test
    void remembersWhoHadTheNameWhenItBegan() {
        Image other = Given.named(promoted("i5", 10, Marks.STATE_CURRENT), "web");
        RollbackDecision.Restore restore = (RollbackDecision.Restore)
                decide(to("i2", null), List.of(SECOND, other), SECOND, record(Marks.STATE_OPEN));
        assertThat(restore.before()).isEqualTo("i3");
    }

    private static String restored(RollbackRequested request, RollBack.Sight seen) {
        return ((RollbackDecision.Restore) RollBack.decide(request, seen, NOW))
                .mine()
                .id();
    }

    private static String refusal(Image target) {
        return ((RollbackDecision.Refuse) decide(to("i2", null), List.of(CURRENT), target)).words();
    }

    private static RollbackRequested to(String image, String plan) {
        return new RollbackRequested("web", image, null, "rollback-1", plan, NOW);
    }

    private static RollbackDecision decide(
            RollbackRequested request, List<Image> family, Image chosen, Image... record) {
        Optional<Image> found = List.of(record).stream().findFirst();
        return RollBack.decide(
                request, new RollBack.Sight(found, family, Optional.ofNullable(chosen), Optional.empty()), NOW);
    }

    private static Image record(String state) {
        return Given.record(
                "r", Map.of(Marks.STATE, state, Marks.IMAGE, "i2", Marks.BEFORE, "i3", Marks.REASON, "done"), NOW);
    }

    private static Image promoted(String id, int secondsAgo, String state) {
        Map<String, String> marks = Map.of(
                Marks.STATE,
                state,
                Marks.PROMOTED_AT,
                NOW.minusSeconds(secondsAgo).toString());
        return Given.image(id, "web-" + id, ImageStatus.ACTIVE, marks, NOW.minusSeconds(secondsAgo + 300));
    }
}
