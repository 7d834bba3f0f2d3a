package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a command says that it would do. */
class PlanTest {
    private static final Plan.Change HIDE = new Plan.Change(Plan.Verb.CHANGE, "image", "i1", "is hidden");
    private static final Plan PLAN = new Plan("retire web", List.of(HIDE), 3, -20, List.of("i2 is kept"));

    @Test
    void aNoteChangesNothing() {
        Plan noted = PLAN.noting("quota is left for 2");

        assertThat(noted)
                .isEqualTo(new Plan("retire web", List.of(HIDE), 3, -20, List.of("i2 is kept", "quota is left for 2")));
        assertThat(noted.hash()).isEqualTo(PLAN.hash()).hasSize(12);
    }

    @Test
    void whatIsRefusedCostsNothing() {
        assertThat(PLAN.refused("it is protected"))
                .isEqualTo(new Plan("retire web", List.of(), 0, 0, List.of("it is protected")));
    }

    @Test
    void itIsCarriedOutUnderItsOwnHashOnly() {
        assertThat(PLAN.refusal(PLAN.hash())).isEmpty();
        assertThat(PLAN.refusal(null)).isEmpty();
        assertThat(PLAN.refusal("0123456789ab"))
                .hasValueSatisfying(words -> assertThat(words).contains("0123456789ab", PLAN.hash()));
        assertThat(PLAN.refused("no").hash()).isNotEqualTo(PLAN.hash());
    }
}
