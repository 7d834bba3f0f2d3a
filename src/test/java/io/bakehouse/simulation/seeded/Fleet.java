package io.bakehouse.simulation.seeded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Many runs on as many threads as there are cores, each run on one thread, and what came of all of them together. */
final class Fleet {
    /** When one in so many runs fails, and more than a few have, they have one cause, and the rest is spared. */
    private static final long FAILING = 1_000;

    private static final int FEW = 50;

    private static final int LONGEST_WORDS = 260;
    private static final Duration PROGRESS = Duration.ofSeconds(10);

    private final long first;
    private final long seeds;
    private final int threads;
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    /** In milliseconds, added to after each run, so that the lines on the way tell it too. */
    private final AtomicLong simulated = new AtomicLong();

    private final Map<Trouble, Map<String, Long>> struck = new EnumMap<>(Trouble.class);
    private final Map<Long, String> failures = new TreeMap<>();
    private double seconds;

    Fleet(long first, long seeds, int threads) {
        this.first = first;
        this.seeds = seeds;
        this.threads = threads;
        this.next = new AtomicLong(first);
    }

    /** Runs all of them. */
    Fleet run(LongFunction<SeededRun.Outcome> one) throws InterruptedException {
        long begin = System.nanoTime();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> take(one), "seeds-" + i);
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            while (thread.isAlive()) {
                thread.join(PROGRESS.toMillis());
                seconds = (System.nanoTime() - begin) / 1e9;
                if (thread.isAlive()) {
                    System.out.println(progress());
                }
            }
        }
        return this;
    }

    private void take(LongFunction<SeededRun.Outcome> one) {
        Map<Trouble, Map<String, Long>> mine = new EnumMap<>(Trouble.class);
        for (long seed = next.getAndIncrement(); seed < first + seeds; seed = next.getAndIncrement()) {
            SeededRun.Outcome outcome;
            try {
                outcome = one.apply(seed);
            } catch (RuntimeException | Error e) {
                // A run that cannot even be made keeps no promise.
                fail(seed, e.toString());
                break;
            }
            simulated.addAndGet(outcome.time().toMillis());
            outcome.troubles().counts().forEach((trouble, steps) -> {
                Map<String, Long> counts = mine.computeIfAbsent(trouble, none -> new TreeMap<>());
                steps.forEach((step, times) -> counts.merge(step, (long) times, Long::sum));
            });
            done.incrementAndGet();
            if (outcome.violation().isPresent()
                    && fail(seed, outcome.violation().get()) >= Math.max(FEW, seeds / FAILING)) {
                next.set(first + seeds);
            }
        }
        add(mine);
    }

    private synchronized int fail(long seed, String words) {
        failures.put(seed, words);
        System.out.println("seed " + seed + ": " + words.substring(0, Math.min(LONGEST_WORDS, words.length())));
        return failures.size();
    }

    private synchronized void add(Map<Trouble, Map<String, Long>> mine) {
        mine.forEach((trouble, steps) -> {
            Map<String, Long> counts = struck.computeIfAbsent(trouble, none -> new TreeMap<>());
            steps.forEach((step, times) -> counts.merge(step, times, Long::sum));
        });
    }

    /** One line for people. */
    synchronized String progress() {
        double years = Duration.ofMillis(simulated.get()).toHours() / 8_766.0;
        return String.format(
                "%d of %d seeds, %.0f/s, %.1f simulated years, %d violations",
                done.get(), seeds, done.get() / Math.max(seconds, 0.001), years, failures.size());
    }

    /** How often each trouble struck, the steps together. */
    Map<Trouble, Long> survived() {
        Map<Trouble, Long> sums = new EnumMap<>(Trouble.class);
        for (Trouble trouble : Trouble.values()) {
            sums.put(
                    trouble,
                    struck.getOrDefault(trouble, Map.of()).values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
        }
        return sums;
    }

    /** How often each trouble struck in each step. */
    Map<Trouble, Map<String, Long>> struck() {
        return struck;
    }

    /** What was broken, by seed. */
    Map<Long, String> failures() {
        return failures;
    }

    double perSecond() {
        return done.get() / seconds;
    }

    /** The troubles that never struck. */
    static List<Trouble> absent(Map<Trouble, Long> survived, Set<Trouble> among) {
        return among.stream().filter(trouble -> survived.get(trouble) == 0).toList();
    }
}
