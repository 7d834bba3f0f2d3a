package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RevokeRequested;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevokeImageTest {
    private static final Image ROOT = image("i1", "", Marks.STATE_PREVIOUS, 900);
    private static final Image CHILD = Given.named(image("i2", "i1", Marks.STATE_CURRENT, 600), "web");
    private static final Image GRANDCHILD = image("i3", "i2", Marks.STATE_CANDIDATE, 300);
    private static final Image OTHER = image("i4", "base-1", Marks.STATE_PREVIOUS, 1200);
    private static final List<Image> ALL = List.of(ROOT, CHILD, GRANDCHILD, OTHER);

    @Test
    void takesTheNamesAwayFirst() {
        RevokeDecision.Revoke revoke = (RevokeDecision.Revoke) decide(of("i1", true, null), ROOT, ALL);
        assertThat(revoke.doomed()).containsExactly(ROOT, CHILD, GRANDCHILD);
        assertThat(revoke.left()).containsExactly(CHILD, ROOT, GRANDCHILD);
        assertThat(revoke.plan().changes())
                .extracting(change -> change.id() + " " + change.words())
                .containsExactly(
                        "i2 loses the name 'web'; is revoked",
                        "i1 is revoked",
                        "i3 is revoked",
                        "i4 gets the name 'web'");
    }

    @Test
    void leavesDescendantsAloneUnlessAsked() {
        assertThat(((RevokeDecision.Revoke) decide(of("i1", false, null), ROOT, ALL)).doomed())
                .containsExactly(ROOT);
    }

    @Test
    void aCircleOfBasesHasAnEnd() {
        Image circular = ROOT.marked(Map.of(Marks.BASE, "i3"));
        assertThat(Lineage.from(circular, List.of(circular, CHILD, GRANDCHILD)))
                .containsExactly(circular, CHILD, GRANDCHILD);
    }

    @Test
    void whatSomebodyElseSavedOfOurServersIsNoDescendantOfOurs() {
        Image theirs = CHILD.marked(Map.of("instance_uuid", "another-server"));
        assertThat(Lineage.from(ROOT, List.of(ROOT, theirs))).containsExactly(ROOT);
    }

    @Test
    void goesOnWithWhatIsLeft() {
        Image done = Given.flagged(
                Given.named(CHILD, "web 2026")
                        .marked(Map.of(Marks.STATE, Marks.STATE_REVOKED, Marks.REVOKED_AT, NOW.toString())),
                true,
                false);
        assertThat(((RevokeDecision.Revoke) decide(of("i1", true, null), ROOT, List.of(ROOT, done, GRANDCHILD))).left())
                .containsExactly(ROOT, GRANDCHILD);
    }

    @Test
    void whatAPromotionGaveTheNameMeanwhileIsNotDone() {
        Image raced = Given.flagged(CHILD.marked(Map.of(Marks.REVOKED_AT, NOW.toString())), true, false);
        assertThat(((RevokeDecision.Revoke) decide(of("i2", false, null), raced, List.of(raced))).left())
                .containsExactly(raced);
    }

    @Test
    void refusesInWords() {
        assertThat(refusal(of("i9", false, null), null, ALL)).contains("is gone");
        assertThat(refusal(of("i1", false, null), ROOT.marked(Map.of("instance_uuid", "x")), ALL))
                .contains("not made by this bakery");
        assertThat(refusal(of("i1", true, "0badcafe0bad"), ROOT, ALL)).contains("does not fit any more");
        List<Image> many = new ArrayList<>();
        for (int i = 0; i <= Marks.MOST_DESCENDANTS; i++) {
            many.add(image("d" + i, "i1", Marks.STATE_PREVIOUS, 5));
        }
        assertThat(refusal(of("i1", true, null), ROOT, many)).contains("more than 1000 descendants");
    }

    @Test
    void revokesAsManyAsItMayAtOnce() {
        List<Image> most = new ArrayList<>();
        for (int i = 0; i < Marks.MOST_DESCENDANTS; i++) {
            most.add(image("d" + i, "i1", Marks.STATE_PREVIOUS, 5));
        }
        assertThat(((RevokeDecision.Revoke) decide(of("i1", true, null), ROOT, most)).doomed())
                .hasSize(Marks.MOST_DESCENDANTS + 1);
    }

    @Test
    void announcesTheSameEndAgain() {
        Image record = Given.record("r", Map.of(Marks.STATE, Marks.STATE_READY, Marks.REASON, "done"), NOW);
        RevokeRequested request = of("i1", false, null);
        RevokeImage.Sight seen = new RevokeImage.Sight(Optional.of(record), Optional.of(ROOT), ALL);
        assertThat(RevokeImage.decide(request, seen, NOW)).isEqualTo(new RevokeDecision.Over(request, record, NOW));
    }

    @Test
    void aRevokedImageIsNeitherBootedNorPromoted() {
        Image revoked = ROOT.marked(Map.of(Marks.REVOKED_AT, NOW.toString(), Marks.REASON, "it leaks"));
        BatchRequested batch = new BatchRequested("web", "web-b", "i1", 1, "c", NOW);
        assertThat(((BootBatch.Decision.Refuse) BootBatch.decide(
                                batch, Optional.of(Given.batch(4, 2)), Optional.of(revoked), List.of(), NOW))
                        .words())
                .contains("was revoked and is not booted any more: it leaks");
        ImageReady ready = new ImageReady("web", "web-1", "i1", NOW, 3);
        assertThat(PromoteImage.decide(ready, List.of(revoked), 4, NOW))
                .isEqualTo(new Unpromoted.Revoked(ready, revoked, true, NOW));
    }

    private static String refusal(RevokeRequested request, Image image, List<Image> shown) {
        return ((RevokeDecision.Refuse) decide(request, image, shown)).words();
    }

    private static RevokeRequested of(String image, boolean descendants, String plan) {
        return new RevokeRequested(image, descendants, "it leaks", "revoke-1", plan, NOW);
    }

    private static RevokeDecision decide(RevokeRequested request, Image image, List<Image> shown) {
        return RevokeImage.decide(
                request, new RevokeImage.Sight(Optional.empty(), Optional.ofNullable(image), shown), NOW);
    }

    private static Image image(String id, String base, String state, int secondsAgo) {
        Map<String, String> marks = Map.of(
                Marks.STATE,
                state,
                Marks.BASE,
                base,
                Marks.PROMOTED_AT,
                state.equals(Marks.STATE_CANDIDATE)
                        ? ""
                        : NOW.minusSeconds(secondsAgo).toString());
        return Given.image(id, "web-" + id, ImageStatus.ACTIVE, marks, NOW.minusSeconds(secondsAgo));
    }
}
