package io.bakehouse.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.bakehouse.engine.FunctionRow;
import io.bakehouse.engine.FunctionTable;
import io.bakehouse.function.Explanation;
import io.bakehouse.model.EventType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** {@code functions.yaml} says what the classes do, no less and no more. */
class TableAndClassesTest {
    private static final FunctionTable TABLE = FunctionTable.packaged();

    /** What an engine publishes itself when a function gives an event up. */
    private static final Set<EventType> FROM_THE_ENGINE =
            EnumSet.of(EventType.BAKE_FAILED, EventType.BATCH_FAILED, EventType.EVENT_FAILED);

    @Test
    void everyRowIsOneFunctionInTheFileNamedForItAndTheReverse() {
        List<String> rows = TABLE.rows().stream()
                .map(row -> row.name() + " in " + Bakehouse.FUNCTIONS + "." + camel(row.name()))
                .toList();
        List<String> methods = Bakehouse.functions().stream()
                .map(method ->
                        Bakehouse.nameOf(method) + " in " + method.getOwner().getName())
                .toList();

        assertThat(methods).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void aFunctionTakesTheDataOfTheEventsThatTriggerIt() {
        SoftAssertions softly = new SoftAssertions();
        for (JavaMethod method : Bakehouse.functions()) {
            for (EventType type : TABLE.row(Bakehouse.nameOf(method)).trigger().events()) {
                softly.assertThat(method.getRawParameterTypes())
                        .as("%s on %s", Bakehouse.nameOf(method), type.wire())
                        .hasSize(1)
                        .allMatch(parameter -> parameter.isEquivalentTo(type.data()));
            }
        }
        softly.assertAll();
    }

    @Test
    void aFunctionMakesTheCloudCallsOfItsRow() {
        SoftAssertions softly = new SoftAssertions();
        Set<JavaClass> functions = Bakehouse.functionClasses();
        for (JavaMethod method : Bakehouse.functions()) {
            FunctionRow row = TABLE.row(Bakehouse.nameOf(method));
            softly.assertThat(new TreeSet<>(row.calls()))
                    .as("calls of %s in functions.yaml, against those of its code", row.name())
                    .isEqualTo(CloudCalls.of(method.getOwner(), functions));
        }
        softly.assertAll();
    }

    @Test
    void aFunctionMentionsTheEventsThatItsRowEmits() {
        SoftAssertions softly = new SoftAssertions();
        Set<JavaClass> functions = Bakehouse.functionClasses();
        for (JavaMethod method : Bakehouse.functions()) {
            FunctionRow row = TABLE.row(Bakehouse.nameOf(method));
            // What it returns is all that becomes of it.
            boolean explains = method.getRawReturnType().isEquivalentTo(Explanation.class);
            Set<String> mentioned = explains
                    ? Set.of()
                    : Reach.of(method.getOwner(), functions)
                            .flatMap(TableAndClassesTest::eventType)
                            .collect(Collectors.toCollection(TreeSet::new));
            Set<String> emitted = row.emits().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
            softly.assertThat(emitted)
                    .as("emits of %s in functions.yaml, against the event types in its code", row.name())
                    .isEqualTo(mentioned);
        }
        softly.assertAll();
    }

    @Test
    void everyEventComesFromSomewhereAndEndsSomewhere() {
        Set<EventType> made = EnumSet.copyOf(FROM_THE_ENGINE);
        Set<EventType> taken = EnumSet.noneOf(EventType.class);
        for (FunctionRow row : TABLE.rows()) {
            made.addAll(row.emits());
            taken.addAll(row.trigger().events());
            if (row.trigger().schedule() != null) {
                made.add(row.trigger().schedule().event());
            }
        }

        assertThat(made).containsExactlyInAnyOrder(EventType.values());
        assertThat(taken)
                .containsAll(EnumSet.copyOf(Arrays.stream(EventType.values())
                        .filter(type -> !type.isTerminal())
                        .toList()));
        assertThat(made).as("what is taken is made by somebody").containsAll(taken);
    }

    private static Stream<String> eventType(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(EventType.class)
                        && Arrays.stream(EventType.values())
                                .anyMatch(type ->
                                        type.name().equals(access.getTarget().getName()))
                ? Stream.of(access.getTarget().getName())
                : Stream.empty();
    }

    private static String camel(String kebab) {
        return Arrays.stream(kebab.split("-"))
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
    }
}
