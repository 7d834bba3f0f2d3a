package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RetireRequested;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A second delivery finds what the first has hidden, and does not hold it against the plan. */
class RetireAgainTest {
    private static final Instant SLOT = NOW.minusSeconds(60);
    private static final String ANOTHER_PLAN = "0123456789ab";

    @Test
    void whatAnEarlierDeliveryHasHiddenCountsAsDone() {
        RetireDecision.Retire retire = (RetireDecision.Retire) decide("web", hidden(Map.of()));

        assertThat(retire.already()).isEqualTo(1);
        assertThat(((RetireDecision.Retire) decide(null, hidden(Map.of()))).already())
                .isEqualTo(1);
    }

    @Test
    void whatAnotherCommandAnotherFamilyOrAStrangerHasHiddenDoesNot() {
        for (Map<String, String> marks : List.of(
                Map.of(Marks.RETIRED_AT, NOW.toString()),
                Map.of(Marks.FAMILY, "db"),
                Map.of("instance_uuid", "another-server"))) {
            assertThat(decide("web", hidden(marks))).as("%s", marks).isInstanceOf(RetireDecision.Refuse.class);
        }
    }

    private static RetireDecision decide(String family, Image hidden) {
        RetireRequested request = new RetireRequested(family, "retire-1", ANOTHER_PLAN, SLOT);
        Retirement.Sight seen = new Retirement.Sight(List.of(), List.of(hidden), List.of(), List.of());
        return RetireImages.decide(request, new Recipes(List.of(Given.recipe("web"))), seen, NOW);
    }

    private static Image hidden(Map<String, String> more) {
        Map<String, String> marks =
                new HashMap<>(Map.of(Marks.STATE, Marks.STATE_RETIRED, Marks.RETIRED_AT, SLOT.toString()));
        marks.putAll(more);
        return Given.flagged(Given.image("i1", "web-1", ImageStatus.ACTIVE, marks, NOW), true, false);
    }
}
