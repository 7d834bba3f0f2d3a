package io.bakehouse.simulation.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** The gate of the seeds fails for one cell alone, and names it. */
class GateTest {
    private static final long ENOUGH = 100;

    @Test
    void everyTroubleInEveryStepIsEnough() {
        assertThat(Gate.seldom(Coverage.cells(everywhere()), Gate.SEEDS)).isEmpty();
    }

    @Test
    void aTroubleThatNeverStruckInAStepIsNamed() {
        Map<Trouble, Map<String, Long>> struck = everywhere();
        struck.get(Trouble.LOSE).remove("watch-canary");
        assertThat(Gate.seldom(Coverage.cells(struck), Gate.SEEDS)).hasToString("[LOSE in watch-canary 0 times]");
    }

    @Test
    void aTroubleThatStruckOnceTooFewIsNamed() {
        Map<Trouble, Map<String, Long>> struck = everywhere();
        struck.get(Trouble.QUOTA_IMAGES).put("promote-image", ENOUGH - 1);
        assertThat(Gate.seldom(Coverage.cells(struck), Gate.SEEDS))
                .containsExactly(new Gate.Seen("QUOTA_IMAGES in promote-image", ENOUGH - 1));
    }

    @Test
    void aTroubleThatWasNeverThereLacksEverywhere() {
        Map<Trouble, Map<String, Long>> struck = everywhere();
        struck.remove(Trouble.SKEW);
        assertThat(Gate.seldom(Coverage.cells(struck), Gate.SEEDS)).hasToString("[SKEW in process 0 times]");
    }

    @Test
    void aVariantThatWasNeverDecidedIsNamed() {
        List<Gate.Seen> cells = Decisions.cells(variant -> variant.getName().endsWith("Unpromoted$Over") ? 0 : ENOUGH);
        assertThat(Gate.seldom(cells, Gate.SEEDS)).hasToString("[Unpromoted$Over 0 times]");
    }

    @Test
    void moreSeedsHaveToSeeMore() {
        List<Gate.Seen> cells = Coverage.cells(everywhere());
        assertThat(Gate.seldom(cells, 3 * Gate.SEEDS)).hasSameSizeAs(cells);
    }

    @Test
    void theLeastSeenComesFirst() {
        Gate.Seen never = new Gate.Seen("b", 0);
        assertThat(Gate.lowest(List.of(new Gate.Seen("a", 7), never, new Gate.Seen("c", 3)), 1))
                .containsExactly(never);
    }

    /** No decision of the functions is forgotten: those that are carried out, and the plans of those that wait. */
    @Test
    void variantsAreThoseOfAllDecisions() {
        assertThat(Decisions.variants())
                .containsKeys(
                        "RetireDecision$Over",
                        "StartBake$Decision$Build",
                        "PromoteImage$Decision$Promote",
                        "Approval$Reject",
                        "SweepAction$ClearServer");
    }

    @Test
    void decisionsAreCountedFromThenOn() throws Exception {
        Class<?> over = Decisions.variants().get("Unpromoted$Over");
        Decisions.observe();
        make(over);
        ToLongFunction<Class<?>> counted = Decisions.count();
        make(over);
        make(over);
        assertThat(counted.applyAsLong(over)).isEqualTo(2);
    }

    private static void make(Class<?> variant) throws ReflectiveOperationException {
        var constructor = variant.getDeclaredConstructor();
        constructor.setAccessible(true);
        constructor.newInstance();
    }

    /** Every trouble has struck just often enough wherever it can. */
    private static Map<Trouble, Map<String, Long>> everywhere() {
        Map<Trouble, Map<String, Long>> struck = new EnumMap<>(Trouble.class);
        for (Trouble trouble : Trouble.values()) {
            Map<String, Long> steps = struck.computeIfAbsent(trouble, none -> new HashMap<>());
            Coverage.steps(trouble).forEach(step -> steps.put(step, ENOUGH));
        }
        return struck;
    }
}
