package io.bakehouse.simulation.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many runs, each from its seed: {@code -Dseeds=300 -Dfirst=0}; with one seed, what happened is printed. */
@Tag("simulation")
class SeedsTest {
    @Test
    void everyPromiseIsKept() {
        Logger.getLogger("io.bakehouse").setLevel(Level.OFF);
        int seeds = Integer.getInteger("seeds", 200);
        long first = Long.getLong("first", 0L);
        boolean calm = Boolean.getBoolean("calm");
        EnumSet<Trouble> kinds = calm ? EnumSet.noneOf(Trouble.class) : EnumSet.allOf(Trouble.class);
        Map<String, Integer> violations = new TreeMap<>();
        long begin = System.nanoTime();
        for (long seed = first; seed < first + seeds; seed++) {
            SeededRun.Outcome outcome = new SeededRun(seed, kinds, number -> true, seeds == 1).run();
            outcome.lines().forEach(System.out::println);
            if (outcome.violation().isPresent()) {
                String words = outcome.violation().get();
                System.out.println("seed " + seed + ": " + words.substring(0, Math.min(240, words.length())));
                violations.merge(words.replaceAll("[0-9a-f-]{8,}", "#").replaceAll("(.{60}).*", "$1"), 1, Integer::sum);
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%d seeds in %.1f s, %.1f/s%n", seeds, seconds, seeds / seconds);
        violations.forEach((words, times) -> System.out.println(times + " x " + words));
        assertThat(violations).isEmpty();
    }
}
