package io.bakehouse.simulation.seeded;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Decides what goes wrong when. Each seed has some kinds of trouble and not others, because some hide others (swarm testing,
 * Groce et al., ISSTA 2012), and each kind as often as the seed says. Whether one strikes follows from the seed, the kind, the
 * step, and how often it could have struck there before, and from nothing else that happened: a run without one of them has
 * all the others as before, as long as the same steps are taken.
 */
final class Troubles {
    /**
     * One thing that went wrong.
     *
     * @param occurrence how often it could have struck in that step before
     */
    record Struck(Trouble trouble, String step, int occurrence) {}

    private static final double[] RATES = {0.002, 0.01, 0.03};
    /** Steps that few runs take, and so fail as many times as often when they are taken. */
    private static final Map<String, Integer> SELDOM = Map.ofEntries(
            Map.entry("roll-back", 16),
            Map.entry("roll-out", 20),
            Map.entry("watch-rollout", 32),
            Map.entry("set-schedule", 12),
            Map.entry("revoke-image", 8),
            Map.entry("run-command", 7),
            Map.entry("follow-command", 6),
            Map.entry("verify-image", 3),
            Map.entry("retire-images", 2),
            Map.entry("watch-canary", 2),
            Map.entry("watch-batch", 2),
            Map.entry("boot-batch", 4),
            Map.entry("promote-image", 3),
            Map.entry("start-bake", 2),
            Map.entry("snapshot-builder", 3));
    /** Steps of which few ask the cloud, and then once: their calls fail that many times as often. */
    private static final Map<String, Double> SELDOM_ASK = Map.of("notify", 2.5);

    /** More than by how often a seldom step fails as often. */
    private static final double MOST_SELDOM = 100;

    /** However seldom the step: it shall come to an end. */
    private static final double MOST = 0.7;
    /** What has a chance at each call: a step of many calls would never end, were it as often as what has one in a step. */
    private static final Set<Trouble> AT_CALLS = EnumSet.range(Trouble.CRASH_BEFORE_CALL, Trouble.TOKEN_EXPIRED);

    /** Those between them that have one. */
    private static final Set<Trouble> AT_STEPS =
            EnumSet.of(Trouble.CRASH_BEFORE_PUBLISH, Trouble.CRASH_AFTER_PUBLISH, Trouble.CONFLICT_LEAVES_IMAGE);

    private final long seed;
    private final Predicate<Struck> allowed;
    /** Of those that this seed has. */
    private final Map<Trouble, Double> rates = new EnumMap<>(Trouble.class);

    private final Map<String, Map<Trouble, Integer>> occurrences = new HashMap<>();

    private final List<Struck> struck = new ArrayList<>();
    private boolean over;
    private long drawn;

    /**
     * The troubles of one run.
     *
     * @param kinds those that may be among them
     * @param allowed whether that one may strike, so that a failing run can be made smaller
     */
    Troubles(long seed, Set<Trouble> kinds, Predicate<Struck> allowed) {
        this.seed = Hash.mix(seed);
        this.allowed = allowed;
        for (Trouble trouble : Trouble.values()) {
            long of = Hash.of(this.seed, trouble.name().hashCode());
            boolean chosen = Hash.below(of, 2) == 0;
            if (chosen && kinds.contains(trouble)) {
                rates.put(trouble, RATES[Hash.below(Hash.mix(of), RATES.length)]);
            }
        }
    }

    private Troubles(Predicate<Struck> chosen) {
        this.seed = 0;
        this.allowed = chosen;
        for (Trouble trouble : Trouble.values()) {
            rates.put(trouble, 1.0);
        }
    }

    /** Exactly those troubles that are chosen, and nothing by chance; all that could strike are asked about in order. */
    static Troubles chosen(Predicate<Struck> chosen) {
        return new Troubles(chosen);
    }

    /** Whether it goes wrong now, in that step. */
    boolean strikes(Trouble trouble, String step) {
        return strikes(trouble, step, 1);
    }

    /** The same for what can happen less often, and so happens that many times as often when it can. */
    boolean strikes(Trouble trouble, String step, double factor) {
        Double rate = rates.get(trouble);
        if (over || rate == null) {
            return false;
        }
        int occurrence = occurrences
                        .computeIfAbsent(step, none -> new EnumMap<>(Trouble.class))
                        .merge(trouble, 1, Integer::sum)
                - 1;
        long hash = Hash.of(Hash.of(Hash.of(seed, trouble.name().hashCode()), step.hashCode()), occurrence);
        double fraction = Hash.fraction(hash);
        // Hardly anything strikes, and this is asked at every call: how seldom the step is hardly ever matters.
        if (fraction >= rate * factor * MOST_SELDOM
                || fraction >= Math.min(most(rate), rate * factor * seldom(trouble, step))) {
            return false;
        }
        Struck one = new Struck(trouble, step, occurrence);
        if (!allowed.test(one)) {
            return false;
        }
        drawn = hash;
        struck.add(one);
        return true;
    }

    private static double seldom(Trouble trouble, String step) {
        int times = SELDOM.getOrDefault(step, 1);
        if (!AT_CALLS.contains(trouble) || AT_STEPS.contains(trouble)) {
            return times;
        }
        // At every call another step in between: that is often enough as it is.
        return trouble == Trouble.OVERLAP ? 1 : Math.sqrt(times) * SELDOM_ASK.getOrDefault(step, 1.0);
    }

    /** One that shall always strike does. */
    private static double most(double rate) {
        return Math.max(rate, MOST);
    }

    /** A number below the bound, for how that goes wrong which struck last. */
    int draw(int bound) {
        drawn = Hash.mix(drawn);
        return Hash.below(drawn, bound);
    }

    /** From now on nothing goes wrong any more. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    Set<Trouble> kinds() {
        return rates.isEmpty() ? EnumSet.noneOf(Trouble.class) : EnumSet.copyOf(rates.keySet());
    }

    List<Struck> struck() {
        return struck;
    }

    /** How often each has struck in each step. */
    Map<Trouble, Map<String, Integer>> counts() {
        Map<Trouble, Map<String, Integer>> counts = new EnumMap<>(Trouble.class);
        struck.forEach(one ->
                counts.computeIfAbsent(one.trouble(), none -> new TreeMap<>()).merge(one.step(), 1, Integer::sum));
        return counts;
    }
}
