package io.bakehouse.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.function.Replacement.Kind;
import io.bakehouse.function.Replacement.Step;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplacementTest {
    private static final int SEEDS = 5_000;
    /** Looks after which a rollout in which nothing fails must have ended. */
    private static final int LOOKS = 2_000;

    @ParameterizedTest
    @CsvSource({
        // wanted, surge, unavailable | well, pending, broken, leaving, oldActive, oldOther | late | what, how many
        "10, 3, 0,   0, 0, 0, 0, 10, 0,  false, CREATE, 3",
        "10, 3, 0,   0, 3, 0, 0, 10, 0,  false, WAIT, 0",
        "10, 3, 0,   2, 1, 0, 0, 10, 0,  false, WAIT, 0",
        "10, 3, 0,   3, 0, 0, 0, 10, 0,  false, DELETE_OLD, 3",
        "10, 3, 0,   3, 0, 0, 3, 7, 0,   false, WAIT, 0",
        "10, 3, 0,   3, 0, 0, 0, 7, 0,   false, CREATE, 3",
        "10, 3, 0,   9, 0, 0, 0, 1, 0,   false, CREATE, 1",
        "10, 3, 0,   10, 0, 0, 0, 1, 0,  false, DELETE_OLD, 1",
        "10, 3, 0,   10, 0, 0, 0, 0, 0,  false, FINISH, 0",
        "10, 3, 0,   10, 0, 0, 1, 0, 0,  false, WAIT, 0",
        "10, 3, 0,   10, 0, 0, 1, 0, 0,  true, FINISH, 0",
        "10, 3, 0,   2, 0, 1, 0, 10, 0,  false, BROKEN, 1",
        "10, 3, 0,   12, 0, 0, 0, 0, 0,  false, DELETE_SURPLUS, 2",
        // Without a surge, the old ones make room first, and never more of them than may be missing.
        "10, 0, 2,   0, 0, 0, 0, 10, 0,  false, DELETE_OLD, 2",
        "10, 0, 2,   0, 0, 0, 0, 8, 0,   false, CREATE, 2",
        // What is of no use makes room without anybody missing it.
        "10, 0, 1,   0, 0, 0, 0, 7, 3,   false, DELETE_OLD, 3",
        "10, 1, 0,   0, 0, 0, 0, 9, 1,   false, CREATE, 1",
        "10, 1, 0,   1, 0, 0, 0, 9, 1,   false, DELETE_OLD, 1",
        // Nothing to replace: the first servers of a family.
        "4, 1, 0,    0, 0, 0, 0, 0, 0,   false, CREATE, 4",
        // One that cannot be deleted holds a place; the others go on without it, until there is none left.
        "3, 1, 0,    1, 0, 0, 1, 2, 0,   true, STUCK, 0",
    })
    void decidesFromNumbers(
            int wanted,
            int surge,
            int unavailable,
            int well,
            int pending,
            int broken,
            int leaving,
            int oldActive,
            int oldOther,
            boolean late,
            Kind kind,
            int count) {
        Replacement numbers =
                new Replacement(wanted, surge, unavailable, well, pending, broken, leaving, oldActive, oldOther);
        assertThat(numbers.next(late)).isEqualTo(new Step(kind, count));
    }

    @Test
    void neverTooManyAndNeverTooFewWhateverHappens() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = new World(new SplittableRandom(seed), true);
            for (int look = 0; look < LOOKS && !world.over; look++) {
                world.look("seed " + seed + ", look " + look);
                world.pass();
            }
        }
    }

    @Test
    void endsWithExactlyTheWantedServersWhenNothingFails() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = new World(new SplittableRandom(seed), false);
            for (int look = 0; look < LOOKS && !world.over; look++) {
                world.look("seed " + seed + ", look " + look);
                world.pass();
            }
            assertThat(world.over).as("seed %d: %s", seed, world.numbers()).isTrue();
            assertThat(world.well).as("seed %d", seed).isEqualTo(world.wanted);
            assertThat(world.oldActive + world.oldOther + world.pending).isZero();
        }
    }

    /** Servers that get healthy, break, stop and go as they like. */
    private static final class World {
        private final SplittableRandom random;
        private final boolean harsh;
        private final int wanted;
        private final int surge;
        private final int unavailable;
        private int well;
        private int pending;
        private int broken;
        private int leaving;
        private int oldActive;
        private int oldOther;
        private boolean over;

        World(SplittableRandom random, boolean harsh) {
            this.random = random;
            this.harsh = harsh;
            wanted = 1 + random.nextInt(30);
            surge = random.nextInt(6);
            unavailable = surge == 0 ? 1 + random.nextInt(wanted) : random.nextInt(4);
            oldOther = random.nextInt(3) == 0 ? random.nextInt(wanted + 1) : 0;
            oldActive = wanted - oldOther;
        }

        Replacement numbers() {
            return new Replacement(wanted, surge, unavailable, well, pending, broken, leaving, oldActive, oldOther);
        }

        void look(String as) {
            Replacement before = numbers();
            Step step = before.next(harsh && random.nextInt(20) == 0);
            switch (step.kind()) {
                case CREATE -> {
                    assertThat(step.count()).as(as).isPositive();
                    pending += step.count();
                    assertThat(numbers().total()).as(as).isLessThanOrEqualTo(wanted + surge);
                    assertThat(well + pending).as(as).isLessThanOrEqualTo(wanted);
                }
                case DELETE_OLD -> {
                    assertThat(step.count()).as(as).isPositive().isLessThanOrEqualTo(before.old());
                    int useless = Math.min(oldOther, step.count());
                    oldOther -= useless;
                    oldActive -= step.count() - useless;
                    leaving += step.count();
                    assertThat(numbers().healthy())
                            .as(as)
                            .isGreaterThanOrEqualTo(Math.min(before.healthy(), wanted - unavailable));
                }
                case DELETE_SURPLUS -> {
                    well -= step.count();
                    leaving += step.count();
                    assertThat(well).as(as).isEqualTo(wanted);
                }
                case FINISH -> {
                    assertThat(well).as(as).isEqualTo(wanted);
                    assertThat(before.old() + pending + broken).as(as).isZero();
                    over = true;
                }
                case BROKEN -> {
                    assertThat(broken).as(as).isPositive();
                    over = true;
                }
                case STUCK -> {
                    assertThat(harsh && leaving > 0).as(as + " " + before).isTrue();
                    over = true;
                }
                case WAIT -> assertThat(pending + leaving).as(as).isPositive();
            }
        }

        void pass() {
            int ready = random.nextInt(pending + 1);
            pending -= ready;
            int bad = harsh && random.nextInt(10) == 0 ? random.nextInt(ready + 1) : 0;
            broken += bad;
            well += ready - bad;
            leaving -= random.nextInt(leaving + 1);
            if (harsh && random.nextInt(10) == 0) {
                int stopped = random.nextInt(oldActive + 1);
                oldActive -= stopped;
                oldOther += stopped;
            }
            if (harsh && random.nextInt(10) == 0) {
                // Somebody deletes servers by hand.
                oldActive -= random.nextInt(oldActive + 1);
                well -= random.nextInt(well + 1);
            }
        }
    }
}
