package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.BatchRequested;
import io.bakehouse.model.BatchStarted;
import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which requests for servers are begun. */
class BootBatchTest {
    private static final Recipe.Batch RECIPE = Given.batch(4, 2);
    private static final Image IMAGE = Given.image("i1", "web-1", ImageStatus.ACTIVE, Marks.STATE_CURRENT, NOW);
    private static final BatchRequested REQUEST = new BatchRequested("web", "web-b1", "i1", 3, "deploy", NOW);

    @Test
    void bootsTheNumberThatWasAskedForUntilTheRecipesDeadline() {
        BatchStarted start =
                new BatchStarted("web", "web-b1", "i1", 3, NOW, NOW.plus(RECIPE.deadline()), 0, null, 0, true);

        assertThat(decide(Optional.of(IMAGE))).isEqualTo(new BootBatch.Decision.Boot(start, RECIPE, "deploy"));
    }

    @Test
    void refusesWhatCannotBeBooted() {
        Image killed = Given.image("i1", "web-1", ImageStatus.KILLED, Marks.STATE_CURRENT, NOW);

        assertThat(words(decide(Optional.empty()))).isEqualTo("the image i1 is gone");
        assertThat(words(decide(Optional.of(killed)))).isEqualTo("the image i1 is KILLED");
        assertThat(words(BootBatch.decide(REQUEST, Optional.empty(), Optional.of(IMAGE), List.of(), NOW)))
                .contains("'web' has no section 'batch'");
    }

    @Test
    void leavesTheFamilyToARolloutThatIsUnderWay() {
        assertThat(words(decide(Optional.of(IMAGE), rollout(Marks.STATE_OPEN)))).contains("web-r9", "is under way");
    }

    @Test
    void otherBatchesAndRolloutsThatHaveEndedAreInNobodysWay() {
        Image batch = Given.record("r8", Map.of(Marks.BATCH, "web-b8"), NOW);

        assertThat(decide(Optional.of(IMAGE), batch, rollout(Marks.STATE_READY)))
                .isInstanceOf(BootBatch.Decision.Boot.class);
    }

    private static Image rollout(String state) {
        return Given.record("r9", Map.of(Marks.ROLLOUT, "web-r9", Marks.STATE, state), NOW);
    }

    private static BootBatch.Decision decide(Optional<Image> image, Image... records) {
        return BootBatch.decide(REQUEST, Optional.of(RECIPE), image, List.of(records), NOW);
    }

    private static String words(BootBatch.Decision decision) {
        return ((BootBatch.Decision.Refuse) decision).words();
    }
}
