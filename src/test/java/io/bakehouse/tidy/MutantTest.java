package io.bakehouse.tidy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read out of a report of mutations. */
class MutantTest {
    private static final String MUTATION = """
            <mutation detected='%s' status='%s' numberOfTestsRun='1'>
              <sourceFile>Sweep.java</sourceFile><mutatedClass>io.bakehouse.function.Sweep</mutatedClass>
              <mutatedMethod>%s</mutatedMethod><lineNumber>%d</lineNumber>
              <description>negated conditional</description>
            </mutation>
            """;

    @TempDir
    private Path folder;

    @Test
    void aLambdaCountsForItsMethodAndASurvivorLowersTheScore() throws IOException {
        Path report = folder.resolve("mutations.xml");
        Files.writeString(
                report,
                "<mutations>"
                        + MUTATION.formatted("true", "KILLED", "decide", 7)
                        + MUTATION.formatted("false", "SURVIVED", "lambda$decide$12", 9)
                        + MUTATION.formatted("false", "NO_COVERAGE", "decider", 11)
                        + MUTATION.formatted("true", "TIMED_OUT", "act", 13)
                        + "</mutations>");

        List<Mutant> mutants = Mutant.read(report);

        assertThat(mutants).extracting(Mutant::method).containsExactly("decide", "decide", "decider", "act");
        assertThat(mutants).extracting(Mutant::killed).containsExactly(true, false, false, true);
        assertThat(Mutant.score(mutants.subList(0, 2))).isEqualTo(50);
        assertThat(mutants.get(1))
                .hasToString("io.bakehouse.function.Sweep.decide (Sweep.java:9): negated conditional");
    }

    @Test
    void withoutAReportItSaysHowToMakeOne() {
        assertThatThrownBy(() -> Mutant.read(folder.resolve("none.xml")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("./mvnw test -Pmutation");
    }

    @Test
    void decisionsAndWhatOnlyTheyCallAreFound() {
        assertThat(Decisions.all()).contains("io.bakehouse.function.Sweep.decide");
        assertThat(Decisions.helpers())
                .contains("io.bakehouse.function.WatchBatch.failure", "io.bakehouse.function.RollBack.obstacle")
                // The function itself looks for the servers of its batch.
                .doesNotContain("io.bakehouse.function.WatchBatch.mine", "io.bakehouse.function.Sweep.decide");
    }
}
