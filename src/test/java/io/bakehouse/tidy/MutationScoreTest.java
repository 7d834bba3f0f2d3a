package io.bakehouse.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.bench.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whether the tests of the field and of the decisions mind when those are broken. Pitest breaks them right before, in the
 * profile {@code mutation}; what survived elsewhere stands in {@code target/pit-reports/index.html}.
 */
@Tag("mutation")
class MutationScoreTest {
    private static final Path REPORT = Path.of("target/pit-reports/mutations.xml");
    private static final String MODEL = "io.bakehouse.model.";

    /** Of a hundred mutants, so many must be killed; what is left are those that change nothing. */
    private static final double LEAST = 90;

    @Test
    void theFieldIsTested() throws IOException {
        List<Mutant> model = Mutant.read(REPORT).stream()
                .filter(mutant -> mutant.owner().startsWith(MODEL))
                .toList();

        tell("mutation-score-model", model);
        assertThat(Mutant.score(model)).as("%s", survivors(model)).isGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void everyDecisionIsTested() throws IOException {
        Set<String> decisions = Decisions.all();
        List<Mutant> decide = of(decisions);
        Map<String, List<Mutant>> each = decide.stream().collect(Collectors.groupingBy(Mutant::unit));

        tell("mutation-score-decide", decide);
        assertThat(each.keySet())
                .as("decisions in the report: has pitest run over a part of them only?")
                .isEqualTo(decisions);
        assertThat(Mutant.score(decide)).isGreaterThanOrEqualTo(LEAST);
        assertThat(each)
                .allSatisfy((name, mutants) -> assertThat(Mutant.score(mutants))
                        .as("%s", survivors(mutants))
                        .isGreaterThanOrEqualTo(LEAST));
    }

    @Test
    void whatOnlyDecisionsCallIsTested() throws IOException {
        List<Mutant> helpers = of(Decisions.helpers());

        tell("mutation-score-decide-helpers", helpers);
        assertThat(Mutant.score(helpers)).isGreaterThanOrEqualTo(LEAST);
    }

    private static List<Mutant> of(Set<String> units) throws IOException {
        return Mutant.read(REPORT).stream()
                .filter(mutant -> units.contains(mutant.unit()))
                .toList();
    }

    private static List<Mutant> survivors(List<Mutant> mutants) {
        return mutants.stream().filter(mutant -> !mutant.killed()).toList();
    }

    private static void tell(String figure, List<Mutant> mutants) {
        Figures.print(figure, Mutant.score(mutants), "%");
        survivors(mutants).forEach(mutant -> System.out.println("survived: " + mutant));
    }
}
