package io.bakehouse.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What readers have been seen to stumble over. */
final class Words {
    /** In place of a value: numbers out of any range, times out of the calendar, the wrong type, nothing at all. */
    private static final List<String> VALUES = List.of(
            "0",
            "-1",
            "1e999",
            "-0.0",
            "NaN",
            "2147483648",
            "-2147483649",
            "9223372036854775808",
            "99999999999999999999999999",
            "000000000000000000000000000001",
            "1.7976931348623157e309",
            "null",
            "true",
            "\"\"",
            "\" \"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"\":null}",
            "\"null\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"2026-11-23T12:00:00+18:00\"",
            "\"2026-11-23\"",
            "PT9999999999999999999S",
            "\"%\"",
            "\"%zz\"",
            "\"../../etc/passwd\"",
            "\"http://[::1\"",
            "\"http://a b/\"",
            "\"ftp://x\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"::\"",
            "\"1.2.3.4.5\"",
            "\"\u0661\u0662\u0663\"",
            "\"\u00e9\ud83d\ude00\"",
            "\"\u0130\u0131\"");

    /** Anywhere. */
    private static final List<String> PIECES = List.of(
            "\r\n",
            "\n",
            "\t",
            " ",
            "\0",
            "\\",
            "\"",
            "'",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "&",
            "=",
            ";",
            ",",
            ":",
            "%",
            "%0",
            "%00",
            "%ff",
            "%%",
            "+",
            "#",
            "?",
            "*",
            "|",
            "~",
            "`",
            "$1",
            "\\E",
            "\\Q",
            "${x}",
            "{{x}}",
            "&a",
            "*a",
            "&a [*a]",
            "!!str ",
            "!!java.net.URL ",
            "!<tag:x> ",
            "<<: ",
            "? ",
            "- ",
            "--- ",
            "...\n",
            "%YAML 9.9\n",
            "\ufeff",
            "\u2028",
            "\u0085",
            "\u202e",
            "\ud83d",
            "<!DOCTYPE x [<!ENTITY a \"b\">]>",
            "<![CDATA[",
            "--",
            "\u2014",
            "Content-Type: multipart/form-data\r\n",
            "Content-Type: multipart/form-data; boundary=\r\n",
            "Content-Type: application/cloudevents-batch+json\r\n",
            "Content-Type: text/plain; charset=utf-16\r\n",
            "ce-specversion: 0.3\r\n",
            "ce-time: x\r\n",
            "ce-id: \"\\\"\r\n",
            "Authorization: Basic \r\n",
            "Authorization: Basic Og==\r\n",
            "Authorization: Basic ////\r\n",
            "Authorization: Bearer\r\n",
            "Authorization: HMAC \r\n",
            "webhook-timestamp: 999999999999\r\n",
            "webhook-signature: v1, v1a, \r\n",
            "X-Ops-Timestamp: +999999999-12-31T23:59:59Z\r\n",
            "?explain=true",
            "&family=web",
            "&server=",
            "&token=");

    private Words() {}

    static byte[] value(SplittableRandom random) {
        return pick(VALUES, random);
    }

    static byte[] any(SplittableRandom random) {
        return random.nextInt(3) == 0 ? value(random) : pick(PIECES, random);
    }

    /** All of them, one in each line, as a fuzzer of bytes reads them. */
    static List<String> dictionary() {
        List<String> lines = new ArrayList<>();
        for (List<String> words : List.of(VALUES, PIECES)) {
            words.forEach(word -> lines.add('"' + escaped(word) + '"'));
        }
        return lines;
    }

    private static byte[] pick(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String word) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= ' ' && b < 127 && b != '"' && b != '\\';
            escaped.append(plain ? String.valueOf((char) b) : "\\x%02x".formatted(b & 0xff));
        }
        return escaped.toString();
    }
}
