package io.bakehouse.simulation.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One bake with every single trouble that can strike it, every pair, and a sample of the triples, at most one of each pair: {@code -Dtriples=4000000}. */
@Tag("simulation")
class EveryTroubleTest {
    private static final long MOST_PAIRS = Long.getLong("pairs", Integer.MAX_VALUE);
    private static final long MOST_TRIPLES = Long.getLong("triples", 5_000);
    /** Spreads a sample evenly, and is prime to every number of chances. */
    private static final long STRIDE = 1_000_003;

    private final Map<String, String> broken = new ConcurrentSkipListMap<>();

    @BeforeEach
    void quiet() {
        Logger.getLogger("io.bakehouse").setLevel(Level.OFF);
    }

    @Test
    void oneBakeSurvivesThemAll() {
        List<Set<Troubles.Struck>> singles = after(Set.of());
        System.out.println("singles: " + singles.size() + " of " + singles.size());
        List<List<Set<Troubles.Struck>>> byFirst =
                singles.parallelStream().map(this::after).toList();
        List<Set<Troubles.Struck>> pairs =
                byFirst.stream().flatMap(List::stream).toList();
        List<Set<Troubles.Struck>> some = sample(pairs, MOST_PAIRS);
        AtomicLong triples = new AtomicLong();
        List<Set<Troubles.Struck>> thirds = new ArrayList<>();
        long each = Math.max(1, MOST_TRIPLES / Math.max(1, some.size()));
        some.parallelStream().forEach(pair -> {
            List<Set<Troubles.Struck>> following = after(pair);
            triples.addAndGet(following.size());
            synchronized (thirds) {
                thirds.addAll(sample(following, each));
            }
        });
        System.out.println("pairs: " + some.size() + " of " + pairs.size());
        List<Set<Troubles.Struck>> chosen = sample(thirds, MOST_TRIPLES);
        chosen.parallelStream().forEach(this::after);
        System.out.println("triples: " + chosen.size() + " of " + triples.get());
        broken.entrySet().stream().limit(20).forEach(one -> System.out.println(one.getKey() + ": " + one.getValue()));
        assertThat(broken).isEmpty();
    }

    /** Runs with these, and says with which one more it could run. */
    private List<Set<Troubles.Struck>> after(Set<Troubles.Struck> chosen) {
        OneBake.Outcome outcome = OneBake.with(chosen);
        outcome.violation().ifPresent(words -> broken.put(OneBake.words(chosen), words));
        return outcome.chances().stream().map(one -> with(chosen, one)).toList();
    }

    private static Set<Troubles.Struck> with(Set<Troubles.Struck> chosen, Troubles.Struck one) {
        Set<Troubles.Struck> more = new LinkedHashSet<>(chosen);
        more.add(one);
        return more;
    }

    private static List<Set<Troubles.Struck>> sample(List<Set<Troubles.Struck>> all, long most) {
        return all.size() <= most
                ? all
                : LongStream.range(0, most)
                        .mapToObj(i -> all.get((int) (i * STRIDE % all.size())))
                        .toList();
    }
}
