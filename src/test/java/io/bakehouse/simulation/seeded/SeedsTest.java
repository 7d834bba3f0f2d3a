package io.bakehouse.simulation.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.bench.Figures;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many runs, each from its seed: 10,000 with all other tests, as many as wanted by {@code -Psimulation -Dseeds=1000000 -Dfirst=0};
 * with one seed, what happened is printed.
 */
@Tag("seeds")
class SeedsTest {
    private static final long SEEDS = Long.getLong("seeds", 10_000);
    private static final long FIRST = Long.getLong("first", 0);

    private final EnumSet<Trouble> kinds =
            Boolean.getBoolean("calm") ? EnumSet.noneOf(Trouble.class) : EnumSet.allOf(Trouble.class);

    /** So many seeds see everything, each at least so many times. */
    private static final long ENOUGH = Long.getLong("enough", 10_000);

    /** Whether a cell or a decision that was seen too seldom fails the run. */
    private static final boolean GATE = Boolean.getBoolean("gate");

    private static final long LEAST = Long.getLong("least", 100);

    @BeforeEach
    void quiet() {
        if (SEEDS >= ENOUGH && GATE) {
            Decisions.count();
        }
        Logger.getLogger("io.bakehouse").setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        Logger.getLogger("io.bakehouse").setLevel(null);
    }

    @Test
    void everyPromiseIsKept() throws Exception {
        int threads = Integer.getInteger("threads", Runtime.getRuntime().availableProcessors());
        Fleet fleet = new Fleet(FIRST, SEEDS, threads).run(seed -> run(seed, SEEDS == 1));
        System.out.println(fleet.progress());
        System.out.println("survived: " + fleet.survived());
        Figures.print("simulation-seeds-per-second", Math.rint(fleet.perSecond()), "seeds/s");
        Figures.print("simulation-violations", fleet.failures().size(), "violations");
        Map<String, Integer> kindsOfFailure = new TreeMap<>();
        fleet.failures().forEach((seed, words) -> {
            kindsOfFailure.merge(Minimal.kind(words), 1, Integer::sum);
        });
        kindsOfFailure.forEach((words, times) -> System.out.println(times + " x " + words));
        boolean gated = SEEDS >= ENOUGH && !kinds.isEmpty() && GATE;
        List<String> seldom = gated ? seldom(fleet) : List.of();
        seldom.forEach(System.out::println);
        assertThat(fleet.failures()).isEmpty();
        if (gated) {
            assertThat(seldom).as("what %d seeds saw too seldom", SEEDS).isEmpty();
        }
    }

    private static List<String> seldom(Fleet fleet) {
        long least = LEAST * (SEEDS / ENOUGH);
        List<String> seldom = new ArrayList<>();
        Coverage.seldom(fleet.struck(), least)
                .forEach(cell ->
                        seldom.add(cell.trouble() + " in " + cell.step() + " struck " + cell.times() + " times"));
        Decisions.variants().forEach((name, variant) -> {
            if (Decisions.made(variant) < least) {
                seldom.add(name + " was decided " + Decisions.made(variant) + " times");
            }
        });
        return seldom;
    }

    /** One that fails is told with the fewest troubles that make it fail. */
    private SeededRun.Outcome run(long seed, boolean told) {
        SeededRun.Outcome outcome = new SeededRun(seed, kinds, all -> true, told).run();
        if (told) {
            List<String> lines = outcome.violation().isPresent() && !kinds.isEmpty()
                    ? Minimal.of(seed).map(Minimal::story).orElse(outcome.lines())
                    : outcome.lines();
            lines.forEach(System.out::println);
        }
        return outcome;
    }
}
