package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose run may bake what. */
class ConfigRunTest {
    private static final ConfigRun RUN =
            new ConfigRun("puppet", "run-1", RunStatus.CHANGED, null, null, null, 3, null, null, null, Instant.EPOCH);

    @Test
    void aSenderWithLimitsMayBakeTheFamiliesOfItsGlobsOnly() {
        ConfigRun limited = RUN.within(List.of("web-*", "db"));

        assertThat(limited.mayBake("web-front")).isTrue();
        assertThat(limited.mayBake("db")).isTrue();
        assertThat(limited.mayBake("mail")).isFalse();
        assertThat(RUN.within(List.of()).mayBake("web")).isFalse();
    }

    @Test
    void aSenderWithoutLimitsMayBakeAll() {
        assertThat(RUN.mayBake("mail")).isTrue();
        assertThat(RUN.cause()).isEqualTo("puppet:run-1");
    }
}
