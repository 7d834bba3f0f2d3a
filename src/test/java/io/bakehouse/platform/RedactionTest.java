package io.bakehouse.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Auth-Token: s3cr3tvalue",
                "token gAAAAABs3cr3tvalue_x-y",
                "Authorization: Bearer s3cr3tvalue",
                "authorization=Basic s3cr3tvalue",
                "{\"password\": \"a s3cr3tvalue\"}",
                "mysql --password s3cr3tvalue -u x",
                "password=s3cr3tvalue&user=x",
                "DB_PASSWORD='s3cr3tvalue'",
                "admin_secret => s3cr3tvalue",
                "http://user:s3cr3tvalue@example.org/x",
                "apikey=s3cr3tvalue",
                "eyJs3cr3tvalue.s3cr3tvalue.s3cr3tvalue"
            })
    void takesSecretsOut(String text) {
        assertThat(Redaction.redact(text)).doesNotContain("s3cr3tvalue").contains("***");
    }

    @Test
    void leavesOrdinaryTextAlone() {
        String text =
                "change from 'notrun' to ['0'] failed: '/bin/sh -c \"exit 3\"' returned 3 at http://example.org:8080/a";
        assertThat(Redaction.redact(text)).isEqualTo(text);
        assertThat(Redaction.redact(null)).isNull();
    }

    @Test
    void isQuickOnLongText() {
        String text = "a".repeat(4_000) + "password=x";
        assertThat(Redaction.redact(text)).endsWith("password=***");
    }
}
