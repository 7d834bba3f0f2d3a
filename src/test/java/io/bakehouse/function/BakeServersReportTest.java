package io.bakehouse.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.access.Rights;
import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.simulation.BuilderBakery;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs on builders and canaries that are reported to the ordinary address: the server's name says what they belong to. */
class BakeServersReportTest {
    private static final Recipes RECIPES = new Recipes(List.of(BuilderBakery.recipe(), Given.recipe("db", "db-?")));

    @ParameterizedTest
    @CsvSource({
        "web-0123456789ab, true",
        "web-0123456789ab-canary, true",
        "web-0123456789a, false",
        "web-0123456789ab-other, false",
        "db-0123456789ab, false",
        "unknown-0123456789ab, false"
    })
    void areAcceptedWhenTheirFamilyBuildsOrVerifies(String name, boolean accepted) {
        ConfigRun run = Given.run(RunStatus.CHANGED, name);
        assertThat(RunAcceptance.decide(run, Rights.ALL, RECIPES).event().isPresent())
                .isEqualTo(accepted);
    }
}
