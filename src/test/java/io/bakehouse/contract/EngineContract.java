package io.bakehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.engine.Engine;
import io.bakehouse.platform.DeadLetter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/**
 * What functions may rely on, whichever engine moves their events. Every engine passes all suites that extend this one.
 * The functions are those of {@link Bench#TABLE}; what they do is set per test.
 */
public abstract class EngineContract {
    /** Engines count whole milliseconds, each on its own. */
    static final Duration ROUNDING = Duration.ofMillis(2);

    final Bench bench = new Bench();
    Engine engine;

    /** The engine to test. */
    protected abstract EngineUnderTest underTest();

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    Engine started() {
        engine = underTest().start(Bench.table(), bench);
        return engine;
    }

    /** Waits for so many dead letters: an engine may show one a moment after its terminal event has arrived. */
    List<DeadLetter> dead(int count) {
        Bench.await(() -> engine.deadLetters(10).size() >= count);
        List<DeadLetter> dead = engine.deadLetters(10);
        assertThat(dead).hasSize(count);
        return dead;
    }
}
