package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.EventType;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageReady;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.ImageVerified;
import io.bakehouse.model.Marks;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a sweep does about images that are verified, and about those of other bakes and families. */
class SweepVerifiedTest {
    private static final Instant FORGOTTEN = NOW.minus(SweepBakes.FORGOTTEN).minusSeconds(1);
    private static final Image RECORD = Given.record("r1", Map.of(Marks.BAKE, "web-1"), NOW.minusSeconds(900));

    @Test
    void onlyOneThatEverybodyForgotIsPromoted() {
        ImageReady ready = new ImageReady("web", "web-1", "i1", FORGOTTEN, 1);

        assertThat(look(image(Map.of(), FORGOTTEN))).isEqualTo(new ImageVerified(ready, true, null));
        assertThat(decide(image(Map.of(), NOW.minus(SweepBakes.FORGOTTEN)), RECORD))
                .isEmpty();
    }

    @Test
    void aPersonHasUntilTheDeadlineToApproveIt() {
        Image waits = image(
                Map.of(Marks.APPROVE_UNTIL, NOW.plusSeconds(1).toString(), Marks.TOLD_AT, NOW.toString()), FORGOTTEN);
        Image over = image(Map.of(Marks.APPROVE_UNTIL, NOW.toString()), FORGOTTEN);

        assertThat(decide(waits, RECORD)).isEmpty();
        assertThat(look(over).verdict())
                .isEqualTo(new ImageVerified.Verdict(false, "Bakehouse", "nobody approved it by " + NOW));
    }

    @Test
    void theImageOfAnotherBakeKeepsNoneAlive() {
        Image another = image(Map.of(Marks.BAKE, "web-2", Marks.STATE, Marks.STATE_PREVIOUS), FORGOTTEN);
        Image lost = Given.record(
                "r1",
                Map.of(Marks.BAKE, "web-1"),
                NOW.minus(SweepBakes.HOPELESS).minusSeconds(1));

        assertThat(decide(another, lost)).singleElement().isInstanceOf(SweepAction.EndLost.class);
    }

    @Test
    void theRecordOfAnotherBakeExplainsNoCandidate() {
        Image stray = image(Map.of(Marks.BAKE, "web-2", Marks.STATE, Marks.STATE_CANDIDATE), NOW);

        assertThat(decide(stray, RECORD)).containsExactly(new SweepAction.SuspectImage(stray, NOW));
    }

    @Test
    void aPreviousImageTakesNobodysName() {
        Image current = image(Map.of(Marks.STATE, Marks.STATE_CURRENT), FORGOTTEN);
        Image previous = Given.image("i2", "web-2", ImageStatus.ACTIVE, Marks.STATE_PREVIOUS, NOW);

        assertThat(SweepBakes.decide(new Sweep.Sighting(List.of(), List.of(current, previous), List.of()), NOW, NOW))
                .isEmpty();
    }

    private static ImageVerified look(Image image) {
        SweepAction.Look look = (SweepAction.Look) decide(image, RECORD).get(0);
        assertThat(look.event().type()).isEqualTo(EventType.IMAGE_VERIFIED);
        return (ImageVerified) look.event().data();
    }

    private static Image image(Map<String, String> more, Instant updatedAt) {
        Map<String, String> marks = new HashMap<>(Map.of(Marks.STATE, Marks.STATE_VERIFIED));
        marks.putAll(more);
        return Given.image("i1", "web-1", ImageStatus.ACTIVE, marks, updatedAt);
    }

    private static List<SweepAction> decide(Image image, Image record) {
        return SweepBakes.decide(new Sweep.Sighting(List.of(), List.of(image), List.of(record)), NOW, NOW);
    }
}
