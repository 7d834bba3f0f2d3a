package io.bakehouse.simulation.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.bench.Figures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The checker is checked: every planted mistake is found, by a seed that finds nothing without it. */
@Tag("seeds")
class PlantedBugsTest {
    private static final int MOST_SEEDS = Integer.getInteger("bug.seeds", 10_000);
    private static final int LONGEST_WORDS = 110;

    private final Map<Long, Boolean> sound = new ConcurrentHashMap<>();

    /** What found it. */
    record Kill(long seed, String words) {}

    @BeforeEach
    void quiet() {
        Logger.getLogger("io.bakehouse").setLevel(Level.OFF);
    }

    @Test
    void everyBugIsFound() throws Exception {
        Map<Bug, Future<Optional<Kill>>> searches = new EnumMap<>(Bug.class);
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            EnumSet.complementOf(EnumSet.of(Bug.NONE))
                    .forEach(bug -> searches.put(bug, threads.submit(() -> search(bug))));
            List<Bug> alive = new ArrayList<>();
            for (Map.Entry<Bug, Future<Optional<Kill>>> search : searches.entrySet()) {
                Optional<Kill> kill = search.getValue().get();
                System.out.println(row(search.getKey(), kill));
                if (kill.isEmpty()) {
                    alive.add(search.getKey());
                }
            }
            Figures.print("simulation-planted-bugs-killed", searches.size() - alive.size(), "bugs");
            assertThat(alive).as("bugs that %d seeds did not find", MOST_SEEDS).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static String row(Bug bug, Optional<Kill> kill) {
        return String.format(
                "%-34s %6s  %s",
                bug,
                kill.map(found -> String.valueOf(found.seed())).orElse("-"),
                kill.map(found -> found.words()
                                .substring(
                                        0, Math.min(LONGEST_WORDS, found.words().length())))
                        .orElse("not found"));
    }

    private Optional<Kill> search(Bug bug) {
        for (long seed = 0; seed < MOST_SEEDS; seed++) {
            Optional<String> words = run(seed, bug);
            if (words.isPresent() && isSound(seed)) {
                return Optional.of(new Kill(seed, words.get()));
            }
        }
        return Optional.empty();
    }

    /** Whether nothing is found in the bakery as it is. */
    private boolean isSound(long seed) {
        return sound.computeIfAbsent(seed, one -> run(one, Bug.NONE).isEmpty());
    }

    private static Optional<String> run(long seed, Bug bug) {
        return new SeededRun(seed, EnumSet.allOf(Trouble.class), any -> true, false, bug)
                .run()
                .violation();
    }
}
