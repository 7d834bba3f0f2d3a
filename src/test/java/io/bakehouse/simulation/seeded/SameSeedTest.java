package io.bakehouse.simulation.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same seed does the same again, on whichever thread and after whichever others. */
@Tag("seeds")
class SameSeedTest {
    private static final long SEEDS = Long.getLong("twice", 1_000);

    @BeforeEach
    void quiet() {
        Logger.getLogger("io.bakehouse").setLevel(Level.OFF);
    }

    @Test
    void twoRunsOfOneSeedAreEqual() throws InterruptedException {
        assertThat(hashes()).hasSize((int) SEEDS).isEqualTo(hashes());
    }

    private static Map<Long, Long> hashes() throws InterruptedException {
        Map<Long, Long> hashes = new ConcurrentSkipListMap<>();
        new Fleet(0, SEEDS, Runtime.getRuntime().availableProcessors()).run(seed -> {
            SeededRun.Outcome outcome = new SeededRun(seed, EnumSet.allOf(Trouble.class), any -> true, false).run();
            hashes.put(seed, outcome.hash());
            return outcome;
        });
        return hashes;
    }
}
