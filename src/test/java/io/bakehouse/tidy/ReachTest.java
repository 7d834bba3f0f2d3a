package io.bakehouse.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.bakehouse.tidy.sample.OtherFunction;
import io.bakehouse.tidy.sample.SampleFunction;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rule about cloud calls, on two small functions that share a collaborator. */
class ReachTest {
    private static final JavaClasses SAMPLES =
            new ClassFileImporter().importPackages("io.bakehouse.tidy.sample", "io.bakehouse.openstack");
    private static final JavaClass SAMPLE = SAMPLES.get(SampleFunction.class);
    private static final JavaClass OTHER = SAMPLES.get(OtherFunction.class);
    private static final Set<JavaClass> FUNCTIONS = Set.of(SAMPLE, OTHER);

    @Test
    void findsCallsOfTheClassItsRecordsLambdasReferencesAndCollaborators() {
        assertThat(CloudCalls.of(SAMPLE, FUNCTIONS))
                .containsExactlyInAnyOrder(
                        "GET compute/servers/{id}", // its own method
                        "GET image/v2/images", // a lambda
                        "DELETE image/v2/images/{id}", // a nested record, as a method reference
                        "PATCH image/v2/images/{id}", // a static method of a collaborator
                        "DELETE compute/servers/{id}"); // behind an interface of a collaborator
    }

    @Test
    void findsOnlyWhatIsReached() {
        // The collaborator's other methods and the other function are not among them.
        assertThat(CloudCalls.of(OTHER, FUNCTIONS)).containsExactly("GET compute/limits");
    }
}
