package io.bakehouse.simulation.seeded;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fewest troubles with which a run still fails in the same way: delta debugging (Zeller, IEEE TSE 2002). */
final class Minimal {
    /** Runs that it may take; what is left then is small enough to read. */
    private static final int MOST_RUNS = 400;

    private final long seed;
    private final String kind;
    private int runs;

    private Minimal(long seed, String kind) {
        this.seed = seed;
        this.kind = kind;
    }

    /** The run with as few troubles as possible, told line by line; empty when the seed does not fail. */
    static Optional<SeededRun.Outcome> of(long seed) {
        SeededRun.Outcome whole = new SeededRun(seed, EnumSet.allOf(Trouble.class), all -> true, false).run();
        return whole.violation().map(words -> new Minimal(seed, kind(words)).shrink(whole));
    }

    /** What is broken, without the names that it is told with. */
    static String kind(String words) {
        return words.replaceAll("[0-9a-f-]{8,}", "#")
                .replaceAll("\\b(web|app|db)\\b-?", "")
                .replaceAll("(.{40}).*", "$1");
    }

    private SeededRun.Outcome shrink(SeededRun.Outcome whole) {
        List<Troubles.Struck> left = whole.troubles().struck();
        int parts = 2;
        while (left.size() > 1 && runs < MOST_RUNS) {
            Optional<List<Troubles.Struck>> smaller = smaller(left, parts);
            if (smaller.isPresent()) {
                left = smaller.get();
                parts = Math.max(2, parts - 1);
            } else if (parts < left.size()) {
                parts = Math.min(left.size(), parts * 2);
            } else {
                break;
            }
        }
        return run(left, true);
    }

    /** What is left without one of the parts, and fails all the same. */
    private Optional<List<Troubles.Struck>> smaller(List<Troubles.Struck> all, int parts) {
        int length = Math.max(1, (all.size() + parts - 1) / parts);
        for (int from = 0; from < all.size() && runs < MOST_RUNS; from += length) {
            List<Troubles.Struck> rest = new ArrayList<>(all.subList(0, from));
            rest.addAll(all.subList(Math.min(all.size(), from + length), all.size()));
            SeededRun.Outcome outcome = run(rest, false);
            if (outcome.violation().filter(words -> kind(words).equals(kind)).isPresent()) {
                rest.retainAll(new HashSet<>(outcome.troubles().struck()));
                return Optional.of(rest);
            }
        }
        return Optional.empty();
    }

    private SeededRun.Outcome run(List<Troubles.Struck> allowed, boolean told) {
        runs++;
        Set<Troubles.Struck> some = new HashSet<>(allowed);
        return new SeededRun(seed, EnumSet.allOf(Trouble.class), some::contains, told).run();
    }

    /** A story for people: what went wrong, then what happened to the object that the violation names. */
    static List<String> story(SeededRun.Outcome outcome) {
        List<String> story = new ArrayList<>();
        String words = outcome.violation().orElse("nothing was broken");
        story.add("seed " + outcome.seed() + ": " + words);
        story.add("with " + outcome.troubles().struck().size() + " troubles:");
        outcome.troubles()
                .struck()
                .forEach(struck -> story.add(
                        "  " + struck.trouble() + " in " + struck.step() + ", chance " + (struck.occurrence() + 1)));
        story.add("again: ./mvnw -B test -Psimulation -Dtest=SeedsTest -Dseeds=1 -Dfirst=" + outcome.seed());
        story.addAll(outcome.lines());
        return story;
    }
}
