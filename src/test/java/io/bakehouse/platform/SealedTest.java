package io.bakehouse.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedTest {
    private final Sealed sealed = new Sealed(Optional.of("token"));

    @Test
    void onlyTheSameTokenOpens() {
        String closed = sealed.seal("https://hooks.slack.com/commands/1");

        assertThat(closed).startsWith("s1.").doesNotContain("slack");
        assertThat(sealed.seal("https://hooks.slack.com/commands/1")).isNotEqualTo(closed);
        assertThat(new Sealed(Optional.of("token")).open(closed)).contains("https://hooks.slack.com/commands/1");
        assertThat(new Sealed(Optional.of("other")).open(closed)).isEmpty();
        assertThat(sealed.open(closed.substring(0, closed.length() - 2) + "AA")).isEmpty();
        assertThat(sealed.open("s1.x")).isEmpty();
        assertThat(sealed.open(null)).isEmpty();
    }
}
