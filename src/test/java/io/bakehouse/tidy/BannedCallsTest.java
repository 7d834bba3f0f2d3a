package io.bakehouse.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.bakehouse.tidy.sample.Restless;
import io.bakehouse.tidy.sample.SampleFunction;
import org.junit.jupiter.api.Test;

/** Time, chance and the environment are parameters everywhere but in platform. */
class BannedCallsTest {
    private static final ArchRule RULE =
            classes().that().resideOutsideOfPackage("io.bakehouse.platform..").should(new BannedCalls());

    @Test
    void theProgramKeepsTheRule() {
        RULE.check(Bakehouse.CLASSES);
    }

    @Test
    void theRuleSeesCallsLambdasAndReferences() {
        assertThatThrownBy(() -> RULE.check(new ClassFileImporter().importClasses(Restless.class)))
                .isInstanceOf(AssertionError.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(
                                "Instant.now()",
                                "UUID.randomUUID()",
                                "Thread.sleep(long)",
                                "System.getenv(",
                                "System.nanoTime()",
                                "Random.<init>(long)"));
    }

    @Test
    void theRuleLeavesOthersInPeace() {
        RULE.check(new ClassFileImporter().importClasses(SampleFunction.class));
    }
}
