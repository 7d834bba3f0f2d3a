package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of marks that anybody may have overwritten. */
class MarksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-02-30T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z"
            })
    void whatIsNoTimeOfOursCountsAsMissing(String text) {
        assertThat(Marks.time(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e3", " 1", "9999999999", "\u0661"})
    void whatIsNoNumberOfOursCountsAsMissing(String text) {
        assertThat(Marks.number(text)).isEmpty();
    }

    @Test
    void whatWeWriteIsRead() {
        assertThat(Marks.time("2026-11-23T12:00:00.5Z")).contains(Instant.parse("2026-11-23T12:00:00.5Z"));
        assertThat(Marks.number("0")).contains(0);
        assertThat(Marks.number("999999999")).contains(999_999_999);
    }

    @Test
    void aLongTextIsCutToWhatAMarkHolds() {
        String longest = "x".repeat(255);

        assertThat(Marks.fit(longest)).isEqualTo(longest);
        assertThat(Marks.fit(longest + "y")).hasSize(255).endsWith("x…");
        assertThat(Marks.fit(" two\nlines ")).isEqualTo("two lines");
        assertThat(Marks.fit(null)).isEmpty();
    }

    @Test
    void batchesAreToldApartByTheirTag() {
        assertThat(Marks.batchTag("b1")).contains("b1").isNotEqualTo(Marks.batchTag("b2"));
    }
}
