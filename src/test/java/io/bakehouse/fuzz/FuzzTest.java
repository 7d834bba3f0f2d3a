package io.bakehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader of what outsiders send refuses in words what it cannot read: no other exception, no hang, no more memory than the
 * input explains. The same inputs each time; {@code -Pfuzz} looks for others.
 */
class FuzzTest {
    private static final long SEED = 20261123;
    private static final int INPUTS = 250;
    /** For all inputs of one target; the limit for a single one is {@link Watched#LONGEST}. */
    private static final Duration HANG = Duration.ofMinutes(3);

    private static final Logger TALK = Logger.getLogger("io.bakehouse");

    private volatile byte[] current = new byte[0];

    /** Whole bakeries run for single inputs. */
    @BeforeAll
    static void beQuiet() {
        TALK.setLevel(Level.OFF);
    }

    @AfterAll
    static void talkAgain() {
        TALK.setLevel(null);
    }

    static Stream<Target> targets() {
        return Found.targets(Found.classes()).stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void refusesInWordsWhatItCannotRead(Target target) {
        assertThat(target.seeds()).as("seeds of %s", target).isNotEmpty();
        assertTimeoutPreemptively(HANG, () -> fuzz(target), () -> "still at it: " + Finding.keep(target, current));
    }

    private void fuzz(Target target) {
        Watched watched = new Watched(target);
        List<byte[]> known = watched.known();
        Mutator mutator = new Mutator(SEED, known);
        try {
            watched.warmUp();
            for (int i = 0; i < known.size() / target.cost(); i++) {
                current = known.get(known.size() - 1 - i);
                watched.run(current);
            }
            for (int i = 0; i < INPUTS / target.cost(); i++) {
                current = mutator.next();
                watched.run(current);
            }
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the input is " + Finding.keep(target, current), e);
        }
    }

    @Test
    void whatIsNoRefusalIsFound() {
        Target broken = new Target("test/broken", List.of(new byte[0]), Set.of(IllegalStateException.class), input -> {
            if (input.length > 0) {
                throw new IllegalArgumentException("not refused, but broken");
            }
            throw new IllegalStateException("refused");
        });
        Watched watched = new Watched(broken);
        watched.run(new byte[0]);
        assertThatThrownBy(() -> watched.run(new byte[1])).hasMessageContaining("test/broken throws");
    }

    @Test
    void whatTakesTooMuchIsFound() {
        Target large = new Target("test/large", List.of(new byte[0]), Set.of(), input -> {
            byte[][] all = new byte[128][];
            for (int i = 0; i < all.length; i++) {
                all[i] = new byte[1 << 20];
            }
        });
        assertThatThrownBy(() -> new Watched(large).run(new byte[1])).hasMessageContaining("allocates");
    }

    @Test
    void whatTakesTooLongIsFound() {
        Target slow = new Target("test/slow", List.of(new byte[0]), Set.of(), input -> {
            double sum = 0;
            for (int i = 0; i < 20_000_000; i++) {
                sum += Math.sqrt(i);
            }
            assertThat(sum).isPositive();
        });
        assertThatThrownBy(() -> new Watched(slow, Duration.ofMillis(1), Watched.LARGEST).run(new byte[1]))
                .hasMessageContaining("takes");
    }
}
