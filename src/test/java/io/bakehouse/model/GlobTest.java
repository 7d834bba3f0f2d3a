package io.bakehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "web-*, web-01, true",
        "web-*, web-, true",
        "web-*, web, false",
        "web-*, my-web-01, false",
        "web-*, WEB-01, true",
        "'*', '', true",
        "'', '', true",
        "'', a, false",
        "?, '', false",
        "web-??, web-01, true",
        "web-??, web-1, false",
        "web-??, web-001, false",
        "*.example.org, a.b.example.org, true",
        "*.example.org, a.example.com, false",
        "*a*b*c, xaaybbzabc, true",
        "*a*b*c, xaaybbzacb, false",
        "**, abc, true",
        "a?c*, a😀cd, true",
        "a.c, abc, false",
        "\\E[a-z]\\Q, a, false",
        "a*a*a*a*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"
    })
    void aWholeNameFitsOrDoesNot(String glob, String name, boolean fits) {
        assertThat(Glob.fits(glob, name)).isEqualTo(fits);
    }
}
