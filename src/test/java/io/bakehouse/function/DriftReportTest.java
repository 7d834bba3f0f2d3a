package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Marks;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run on a server of a batch tells how far its image has fallen behind, where somebody wants to know. */
class DriftReportTest {
    private static final RebakePolicy TOLERANT =
            new RebakePolicy("0 3 * * *", ZoneOffset.UTC, false, Optional.of(5), Optional.empty(), 3);

    @Test
    void itsChangesAreNotedWhereTheScheduleHasABudget() {
        DriftReport report = (DriftReport) decide(TOLERANT);

        assertThat(report.server().id()).isEqualTo(Given.SERVER);
        assertThat(report.then().words()).contains("made 3 changes", "'web' tolerates 5");
    }

    @Test
    void elseItIsOnlyRefused() {
        RebakePolicy careless =
                new RebakePolicy("0 3 * * *", ZoneOffset.UTC, false, Optional.empty(), Optional.empty(), 3);

        assertThat(decide(careless))
                .isInstanceOfSatisfying(
                        RequestSnapshot.Decision.Refuse.class,
                        refuse -> assertThat(refuse.words()).contains("it is not baked again"));
    }

    private static RequestSnapshot.Decision decide(RebakePolicy policy) {
        Map<String, String> marks = Map.of(Marks.ROLE, Marks.ROLE_BATCH, Marks.FAMILY, "web");
        Server server = Given.server(Given.SERVER, "web-b-1", ServerStatus.ACTIVE, NOW, marks);
        Recipes recipes = new Recipes(List.of(BakeGiven.rebaking(Given.recipe("web", "web-*"), policy)));
        return RequestSnapshot.decide(Given.run(RunStatus.CHANGED, "web-b-1"), List.of(server), recipes, false, NOW);
    }
}
