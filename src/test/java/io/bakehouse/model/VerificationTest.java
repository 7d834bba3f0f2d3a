package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which canaries somebody has to ask. */
class VerificationTest {
    private static final Optional<Verification.Http> HTTP = Optional.of(new Verification.Http(80, "/", 200));

    private static boolean isProbed(
            Optional<Integer> drift, boolean phoneHome, Optional<Verification.Http> http, Optional<Integer> port) {
        ServerOptions server = new ServerOptions(
                "m1.nano", "none", Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Map.of());
        return new Verification(
                        server, "puppet", drift, phoneHome, http, port, Duration.ofMinutes(1), Duration.ofMinutes(10))
                .isProbed();
    }

    @Test
    void thoseThatReportByThemselvesAreNot() {
        assertThat(isProbed(Optional.of(0), false, Optional.empty(), Optional.empty()))
                .isFalse();
        assertThat(isProbed(Optional.empty(), true, Optional.empty(), Optional.empty()))
                .isFalse();
    }

    @Test
    void thoseOfWhichNothingIsExpectedAre() {
        assertThat(isProbed(Optional.empty(), false, Optional.empty(), Optional.empty()))
                .isTrue();
    }

    @Test
    void thoseWithAnOpenPortAreThoughTheyReport() {
        assertThat(isProbed(Optional.of(0), true, HTTP, Optional.empty())).isTrue();
        assertThat(isProbed(Optional.of(0), true, Optional.empty(), Optional.of(22)))
                .isTrue();
    }
}
