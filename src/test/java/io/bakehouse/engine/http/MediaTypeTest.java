package io.bakehouse.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which media types are left to the web framework, and which would make it refuse a webhook. */
class MediaTypeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    application/json                            | true
                    application/json; charset=utf-8             | true
                    application/json ;charset=utf-8 ;           | true
                    text/plain;a="b ; c"; d=e;                  | true
                    multipart/form-data; boundary="--- a"       | true
                    application/x-www-form-urlencoded;          | true
                    application/json;charset=                   | true
                    json                                        | false
                    /json                                       | false
                    application/json;                utf-8      | false
                    application/json; a="b                      | false
                    application/json; a=b"                      | false
                    a b/c                                       | false
                    """)
    void isToldByItsForm(String text, boolean known) {
        assertThat(LenientMediaType.isMediaType(text)).isEqualTo(known);
    }
}
