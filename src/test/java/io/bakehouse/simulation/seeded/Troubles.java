package io.bakehouse.simulation.seeded;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Decides what goes wrong when. Each seed has some kinds of trouble and not others, because some hide others (swarm testing,
 * Groce et al., ISSTA 2012), and each kind as often as the seed says.
 */
final class Troubles {
    /** One thing that went wrong. */
    record Struck(int number, Trouble trouble, String step) {}

    private static final double[] RATES = {0.002, 0.01, 0.03};

    private final SplittableRandom random;
    private final IntPredicate allowed;
    private final Map<Trouble, Double> rates = new EnumMap<>(Trouble.class);
    private final List<Struck> struck = new ArrayList<>();
    private final Map<Trouble, Map<String, Integer>> counts = new EnumMap<>(Trouble.class);
    private boolean over;
    private int number;

    /**
     * The troubles of one run.
     *
     * @param kinds those that may be among them
     * @param allowed whether the one of that number may strike, so that a failing run can be made smaller
     */
    Troubles(SplittableRandom random, Set<Trouble> kinds, IntPredicate allowed) {
        this.random = random;
        this.allowed = allowed;
        for (Trouble trouble : Trouble.values()) {
            double rate = RATES[random.nextInt(RATES.length)];
            if (random.nextBoolean() && kinds.contains(trouble)) {
                rates.put(trouble, rate);
            }
        }
    }

    /** Whether it goes wrong now, in that step. */
    boolean strikes(Trouble trouble, String step) {
        return strikes(trouble, step, 1);
    }

    /** The same for what can happen less often, and so happens that many times as often when it can. */
    boolean strikes(Trouble trouble, String step, double factor) {
        Double rate = rates.get(trouble);
        if (over || rate == null || random.nextDouble() >= rate * factor) {
            return false;
        }
        int mine = number++;
        if (!allowed.test(mine)) {
            return false;
        }
        struck.add(new Struck(mine, trouble, step));
        counts.computeIfAbsent(trouble, none -> new TreeMap<>()).merge(step, 1, Integer::sum);
        return true;
    }

    /** A number below the bound, for how it goes wrong. */
    int draw(int bound) {
        return random.nextInt(bound);
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

    Map<Trouble, Map<String, Integer>> counts() {
        return counts;
    }
}
