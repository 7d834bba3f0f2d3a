package io.bakehouse.simulation.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.bench.Figures;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many runs, each from its seed: 10,000 with all other tests, as many as wanted by {@code -Psimulation -Dseeds=1000000 -Dfirst=0};
 * of the first that fail, and of one that runs alone, what happened is printed.
 */
@Tag("seeds")
class SeedsTest {
    private static final long SEEDS = Long.getLong("seeds", 10_000);
    private static final long FIRST = Long.getLong("first", 0);

    /** Of the first that fail; the others are told when they run alone. */
    private static final int MOST_STORIES = 3;

    private static final int MOST_LINES = 400;

    private final EnumSet<Trouble> kinds =
            Boolean.getBoolean("calm") ? EnumSet.noneOf(Trouble.class) : EnumSet.allOf(Trouble.class);

    /** So many seeds, with all that can go wrong, see everything. */
    private final boolean isGated = SEEDS >= Gate.SEEDS && kinds.equals(EnumSet.allOf(Trouble.class));

    @BeforeEach
    void quiet() {
        Logger.getLogger("io.bakehouse").setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        Logger.getLogger("io.bakehouse").setLevel(null);
    }

    @Test
    void everyPromiseIsKept() throws Exception {
        if (!isGated) {
            assertThat(fleet().failures()).isEmpty();
            return;
        }
        ToLongFunction<Class<?>> counted = Decisions.count();
        Fleet fleet = fleet();
        List<Gate.Seen> seldom = seldom(fleet, counted);
        assertThat(fleet.failures()).isEmpty();
        assertThat(seldom).as("what %d seeds saw too seldom", SEEDS).isEmpty();
    }

    private Fleet fleet() throws InterruptedException {
        int threads = Integer.getInteger("threads", Runtime.getRuntime().availableProcessors());
        Fleet fleet =
                new Fleet(FIRST, SEEDS, threads).run(seed -> new SeededRun(seed, kinds, all -> true, false).run());
        System.out.println(fleet.progress());
        System.out.println("survived:");
        fleet.survived().forEach((trouble, times) -> System.out.printf("  %-22s %,12d times%n", trouble, times));
        Figures.print("simulation-seeds-per-second", Math.rint(fleet.perSecond()), "seeds/s");
        Figures.print("simulation-violations", fleet.failures().size(), "violations");
        Map<String, Integer> kindsOfFailure = new TreeMap<>();
        fleet.failures().forEach((seed, words) -> {
            kindsOfFailure.merge(Minimal.kind(words), 1, Integer::sum);
        });
        kindsOfFailure.forEach((words, times) -> System.out.println(times + " x " + words));
        tell(fleet);
        return fleet;
    }

    /** Each in full where it was asked for alone. */
    private void tell(Fleet fleet) {
        if (SEEDS == 1) {
            story(FIRST).forEach(System.out::println);
            return;
        }
        for (long seed : fleet.failures().keySet().stream().limit(MOST_STORIES).toList()) {
            List<String> story = story(seed);
            story.stream().limit(MOST_LINES).forEach(System.out::println);
            System.out.println(Math.max(0, story.size() - MOST_LINES) + " more lines when it runs alone");
        }
    }

    /** What happens in a run; in one that fails, with the fewest troubles that make it fail. */
    private List<String> story(long seed) {
        Optional<List<String>> minimal =
                kinds.isEmpty() ? Optional.empty() : Minimal.of(seed).map(Minimal::story);
        return minimal.orElseGet(
                () -> new SeededRun(seed, kinds, all -> true, true).run().lines());
    }

    /** What was seen too seldom; the next ones to be so are told as well. */
    private static List<Gate.Seen> seldom(Fleet fleet, ToLongFunction<Class<?>> counted) {
        List<Gate.Seen> cells = new ArrayList<>(Coverage.cells(fleet.struck()));
        cells.addAll(Decisions.cells(counted));
        System.out.println(cells.size() + " cells, and those seen least:");
        Gate.lowest(cells, Integer.getInteger("lowest", 10)).forEach(System.out::println);
        List<Gate.Seen> seldom = Gate.seldom(cells, SEEDS);
        seldom.forEach(one -> System.out.println("too seldom: " + one));
        return seldom;
    }
}
