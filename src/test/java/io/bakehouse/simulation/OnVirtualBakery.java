package io.bakehouse.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.practice.PracticeTimes;
import java.time.Duration;

/** A bakery of real functions on a practice cloud and virtual time. */
abstract class OnVirtualBakery {
    static final Duration HOUR = Duration.ofHours(1);

    final VirtualBakery bakery =
            new VirtualBakery(PracticeTimes.usual(), VirtualBakery.recipe(4, Duration.ofMinutes(30), 2));

    /** After two more sweeps: so many images of ours and servers, and no record open. */
    void assertNothingLeftBehind(int images, int servers) {
        bakery.sweep(2);
        assertThat(bakery.images()).hasSize(images);
        assertThat(bakery.servers()).hasSize(servers);
        assertThat(bakery.open()).isEmpty();
        assertThat(bakery.engine.deadLetters()).isEmpty();
    }
}
