package io.bakehouse.engine.knative;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bakehouse.contract.Bench;
import io.bakehouse.engine.Listeners;
import io.bakehouse.platform.StartFailure;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said when a process in a cluster is not told what it has to know. */
class KnativeStarterTest {
    private static final Optional<URI> SOMEWHERE = Optional.of(URI.create("http://127.0.0.1:1"));

    private record Told(Optional<URI> broker, Optional<URI> keeper, Optional<List<String>> functions)
            implements KnativeSettings {}

    @Test
    void withoutABrokerItDoesNotStart() {
        assertFails(new Told(Optional.empty(), SOMEWHERE, Optional.empty()), "K_SINK");
    }

    @Test
    void withoutAKeeperItDoesNotStart() {
        assertFails(new Told(SOMEWHERE, Optional.empty(), Optional.empty()), "BAKEHOUSE_KNATIVE_KEEPER");
    }

    @Test
    void aFunctionThatTheTableLacksIsNamed() {
        assertFails(new Told(SOMEWHERE, SOMEWHERE, Optional.of(List.of("promote", "paint"))), "'paint'");
    }

    private static void assertFails(KnativeSettings settings, String words) {
        KnativeStarter starter = new KnativeStarter(settings, null, InstantSource.system(), Optional.empty());

        assertThatThrownBy(() -> starter.start(Bench.table(), new Bench(), Listeners.NONE))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(words);
    }
}
